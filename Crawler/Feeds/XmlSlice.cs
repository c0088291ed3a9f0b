using Daogou.Crawler.Feeds.Syndication;

namespace Daogou.Crawler.Feeds;

/// <summary>
/// The texts of one item's elements, by the slots that a field map asked for. An element of Google's vocabulary wins over a plain one of
/// the same name, the first of several over the others.
/// </summary>
internal sealed class XmlSlice
{
    private readonly Dictionary<string, int> _slots;
    private readonly SliceNames<Place> _names;
    private readonly string?[] _texts;
    private readonly bool[] _isGoogle;
    private readonly RepeatedTexts _repeated;
    private readonly bool[] _plain;

    /// <summary>Where a picture goes that stands in an attribute.</summary>
    private readonly int _image;

    /// <param name="names">The names that are asked for, in lower case; each has the slot of its place.</param>
    /// <param name="plain">By slot: whether the text is wanted without markup.</param>
    public XmlSlice(IReadOnlyList<string> names, IReadOnlyList<bool> plain)
    {
        _plain = [.. plain];
        _slots = names.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        _names = new SliceNames<Place>(PlaceOf);
        _texts = new string?[names.Count];
        _isGoogle = new bool[names.Count];
        _repeated = new RepeatedTexts(names.Count);
        _image = _slots.GetValueOrDefault("image", -1);
    }

    private readonly record struct Place(int Slot, bool IsGoogle, bool IsPicture);

    /// <summary>By slot; null where the item has none. Valid until the next item is read.</summary>
    public string?[] Texts => _texts;

    /// <summary>Reads an item with its tags.</summary>
    public void Read(ReadOnlySpan<byte> item)
    {
        Array.Clear(_texts);
        Array.Clear(_isGoogle);
        var elements = new SliceElements(item);
        while (elements.MoveNext())
        {
            var place = _names[elements.Name];
            var attributes = elements.Attributes;
            var inside = elements.Inside;
            if (place.IsPicture && _image >= 0 && !attributes.IsEmpty)
            {
                Put(new Place(_image, IsGoogle: false, IsPicture: false), SliceText.Attribute(attributes, "url="u8), isAttribute: true);
            }
            if (inside.IsEmpty && !attributes.IsEmpty)
            {
                Put(place, Link(attributes), isAttribute: true);
            }
            else if (!elements.IsEmptyElement)
            {
                Put(place, inside, isAttribute: false);
            }
        }
    }

    private void Put(Place place, ReadOnlySpan<byte> bytes, bool isAttribute)
    {
        var slot = place.Slot;
        if (slot < 0 || bytes.IsEmpty || (_texts[slot] is not null && (!place.IsGoogle || _isGoogle[slot])))
        {
            return;
        }
        var text = isAttribute ? SliceText.Of(bytes, isAttribute) : Text(slot, bytes);
        if (text is { Length: > 0 })
        {
            (_texts[slot], _isGoogle[slot]) = (text, place.IsGoogle);
        }
    }

    private string? Text(int slot, ReadOnlySpan<byte> bytes)
    {
        if (!_repeated.Wants(slot, bytes))
        {
            return Made(slot, bytes);
        }
        if (!_repeated.TryFind(slot, bytes, out var text, out var place))
        {
            _repeated.Keep(place, slot, bytes, text = Made(slot, bytes));
        }
        return text;
    }

    private string? Made(int slot, ReadOnlySpan<byte> bytes) => _plain[slot] ? SliceText.PlainOf(bytes) : SliceText.Of(bytes);

    private Place PlaceOf(string name)
    {
        var isGoogle = name.StartsWith("g:", StringComparison.OrdinalIgnoreCase);
        return new Place(
            _slots.GetValueOrDefault(FeedScopes.Local(name), -1), isGoogle,
            name.EndsWith("thumbnail", StringComparison.Ordinal) || name.EndsWith("enclosure", StringComparison.Ordinal));
    }

    /// <summary>Atom's links carry their address in an attribute; of several kinds the alternate one leads to the page.</summary>
    private static ReadOnlySpan<byte> Link(ReadOnlySpan<byte> attributes)
    {
        if (attributes.IndexOf("rel="u8) is >= 0 and var rel && !(rel + 5 < attributes.Length && attributes[(rel + 5)..].StartsWith("alternate"u8)))
        {
            return default;
        }
        return SliceText.Attribute(attributes, "href="u8);
    }
}
