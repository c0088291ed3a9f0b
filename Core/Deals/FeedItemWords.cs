using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Daogou.Core.Deals;

/// <summary>Writes a source's own words as JSON, the ones that are there, always in the same order. For one thread.</summary>
internal sealed class FeedItemWords : IDisposable
{
    private readonly ArrayBufferWriter<byte> _bytes = new(4096);
    private readonly Utf8JsonWriter _json;

    public FeedItemWords() => _json = new Utf8JsonWriter(_bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    public void Dispose() => _json.Dispose();

    /// <summary>In UTF-8, without the row's place. Valid until the next call.</summary>
    public ReadOnlySpan<byte> Write(FeedItem item)
    {
        _bytes.ResetWrittenCount();
        _json.Reset();
        _json.WriteStartObject();
        Put("Key"u8, item.Key);
        Put("Title"u8, item.Title);
        Put("Link"u8, item.Link);
        Put("MerchantItem"u8, item.MerchantItem);
        Put("Merchant"u8, item.Merchant);
        Put("Price"u8, item.Price);
        Put("ListPrice"u8, item.ListPrice);
        Put("Currency"u8, item.Currency);
        Put("SalePrice"u8, item.SalePrice);
        Put("SaleWindow"u8, item.SaleWindow);
        Put("Image"u8, item.Image);
        Put("Description"u8, item.Description);
        Put("Brand"u8, item.Brand);
        Put("Gtin"u8, item.Gtin);
        Put("Mpn"u8, item.Mpn);
        Put("Category"u8, item.Category);
        Put("Availability"u8, item.Availability);
        Put("Shipping"u8, item.Shipping);
        Put("ItemGroup"u8, item.ItemGroup);
        Put("StartsAt"u8, item.StartsAt);
        Put("EndsAt"u8, item.EndsAt);
        Put("PublishedAt"u8, item.PublishedAt);
        if (item.Coupon is { } coupon)
        {
            _json.WriteStartObject("Coupon"u8);
            Put("Code"u8, coupon.Code);
            Put("ClaimUrl"u8, coupon.ClaimUrl);
            Put("Value"u8, coupon.Value);
            Put("Threshold"u8, coupon.Threshold);
            Put("Stock"u8, coupon.Stock);
            Put("Items"u8, coupon.Items);
            Put("Categories"u8, coupon.Categories);
            _json.WriteBoolean("IsForSome"u8, coupon.IsForSome);
            _json.WriteEndObject();
        }
        _json.WriteEndObject();
        _json.Flush();
        return _bytes.WrittenSpan;
    }

    private void Put(ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            _json.WriteString(name, value);
        }
    }

    private void Put(ReadOnlySpan<byte> name, IReadOnlyList<string> values)
    {
        _json.WriteStartArray(name);
        foreach (var value in values)
        {
            _json.WriteStringValue(value);
        }
        _json.WriteEndArray();
    }
}
