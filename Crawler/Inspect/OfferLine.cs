using System.Globalization;
using System.Text.Json;
using Daogou.Core.Amounts;
using Daogou.Core.Catalog;

namespace Daogou.Crawler.Inspect;

/// <summary>An offer as a line's object has it. Fields that are not known are passed over; numbers may stand for texts.</summary>
internal static class OfferLine
{
    public static CatalogOffer Read(JsonElement side) => new()
    {
        Title = First(side, "title", "name") ?? throw new InspectionException("\"title\" is missing; give a text."),
        Brand = First(side, "brand", "manufacturer"),
        Description = First(side, "description"),
        Category = First(side, "category"),
        Model = First(side, "modelno", "model", "mpn"),
        Gtin = First(side, "gtin", "ean", "upc"),
        Url = First(side, "url"),
        Merchant = First(side, "merchant"),
        Price = Price(side),
    };

    /// <summary>A text, or a number as it stands; null when the field is absent, null or blank.</summary>
    public static string? Text(JsonElement side, string name) =>
        !(side.ValueKind == JsonValueKind.Object ? side.TryGetProperty(name, out var value) : throw new InspectionException("The line is not a JSON object.")) ? null
        : value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => value.GetString() is { } text && !string.IsNullOrWhiteSpace(text) ? text : null,
            JsonValueKind.Number => value.GetRawText(),
            _ => throw new InspectionException($"\"{name}\" is neither a text nor a number."),
        };

    private static string? First(JsonElement side, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Text(side, name) is { } text)
            {
                return text;
            }
        }
        return null;
    }

    private static double? Price(JsonElement side)
    {
        var text = Text(side, "price");
        if (text is null)
        {
            return null;
        }
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var plain))
        {
            return double.IsFinite(plain) && plain > 0 ? plain : null;
        }
        return PriceText.Look(text, null, null, null).Amount is { } amount and > 0 ? double.Parse(amount.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : null;
    }
}
