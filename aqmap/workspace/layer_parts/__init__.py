"""Parts of a layer's file with rules of their own."""
