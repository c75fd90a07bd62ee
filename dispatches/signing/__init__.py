"""The signed file of an issued document, as it comes back from the agency's own signing tool.

Whether it is the same document (`sameness`), and what its signatures are worth (`verification`);
both in a child process with limits (`child`), asked by `process`. What it all means: ADR 13.
"""
