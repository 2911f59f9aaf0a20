"""An archive's files → months of hours, in parts that are kept between runs."""
