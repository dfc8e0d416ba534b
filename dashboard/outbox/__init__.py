"""Send what is owed: each letter composed for its reader, put in an envelope, handed over and recorded."""
