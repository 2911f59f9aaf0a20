"""What a book says of one county, and of one region at a glance: as data, before any drawing."""
