"""The Chinese air-quality standards as data, by date."""
