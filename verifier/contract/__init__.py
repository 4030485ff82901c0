"""The JSON of the contract, in and out, and its schemas; it judges nothing."""
