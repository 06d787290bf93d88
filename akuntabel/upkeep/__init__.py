"""Looking after an installation: backup and restore, verifying the trail, care before an upgrade."""
