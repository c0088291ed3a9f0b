using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Daogou.Core.Networks.Affiliates;

/// <summary>Answers in XML: no document types, no entities, nothing fetched.</summary>
internal static class AffiliateXml
{
    private static readonly XmlReaderSettings Strict = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    public static XElement Read(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        using var reader = XmlReader.Create(stream, Strict);
        return XDocument.Load(reader).Root!;
    }

    /// <summary>The plain text of a child; null for none and empty.</summary>
    public static string? Text(this XElement element, string child) =>
        element.Element(child)?.Value.Trim() is { Length: > 0 } text ? string.Concat(text.Where(c => !char.IsControl(c)).Take(2000)) : null;

    public static int Whole(this XElement element, string child) => int.TryParse(element.Text(child), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    public static int WholeAttribute(this XElement element, string name) =>
        int.TryParse(element.Attribute(name)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
