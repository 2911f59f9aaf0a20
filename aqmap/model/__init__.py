"""The rows of every table as types: figures, measures, findings, station days."""
