"""The register of measures: what a document tells whom to do by when."""
