"""What may happen to a dispatch: drafted, approved, issued, printed; and the files it keeps."""
