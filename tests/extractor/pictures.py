"""Small pictures of print for tests, drawn with the font that Pillow carries."""

import numpy as np
from PIL import Image, ImageDraw, ImageFont


def printed(lines, *, size=(1200, 800), ink=(20, 20, 20), paper=(250, 248, 245)):
    """Return an RGB array with each (x, y, height, text) printed on it."""
    image = Image.new("RGB", size, paper)
    draw = ImageDraw.Draw(image)
    for x, y, height, text in lines:
        draw.text((x, y), text, font=ImageFont.load_default(height), fill=ink)
    return np.asarray(image)


def stamped(image, *, centre, radius, ink=(150, 30, 40)):
    """Return the picture with a ring and a cross bar of dark red ink under its print."""
    stamp = Image.new("RGB", image.shape[1::-1], (255, 255, 255))
    draw = ImageDraw.Draw(stamp)
    x, y = centre
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=ink, width=radius // 10)
    draw.rectangle((x - radius // 2, y - 8, x + radius // 2, y + 8), fill=ink)
    product = image.astype(np.uint16) * np.asarray(stamp).astype(np.uint16) // 255
    return product.astype(np.uint8)
