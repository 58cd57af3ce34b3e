"""What documents are made of: files, lines of HTML, blocks of HTML, images, data in a page."""
