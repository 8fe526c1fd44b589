"""Rules of publication, repair, retention, exit and finality: plain arithmetic over pack data."""
