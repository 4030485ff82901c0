"""What was published: articles with their journals, books, and the proofs about both."""
