"""What takes hostile bytes apart, in the bounded child: pictures, PDF, OFD, archives, codes."""
