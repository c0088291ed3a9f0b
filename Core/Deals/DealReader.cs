using Daogou.Core.Amounts;
using Daogou.Core.Urls;

namespace Daogou.Core.Deals;

/// <summary>What a source is trusted with.</summary>
/// <param name="Merchant">The merchant's key when all its rows are one merchant's; empty: the row's own word, else the host.</param>
/// <param name="Currency">ISO code of prices that name none.</param>
/// <param name="AllowedHosts">Hosts its links may lead to (<c>host</c> or <c>host:port</c>, sub-domains count); empty: any public host.</param>
/// <param name="IsBaseline">The first poll: what it brings is known, not news.</param>
public sealed record SourceTerms(long SourceId, string Merchant, string? Currency, IReadOnlyList<string> AllowedHosts, bool IsBaseline);

/// <summary>A row as it is believed, or why it is not.</summary>
public sealed record Reading(DealDraft? Deal, CouponDraft? Coupon, Refusal? Refusal, string? Detail)
{
    public static Reading Of(DealDraft deal) => new(deal, null, null, null);

    public static Reading Of(CouponDraft coupon) => new(null, coupon, null, null);

    public static Reading Refused(Refusal refusal, string detail) => new(null, null, refusal, detail);
}

/// <summary>A believed offer before it has an id.</summary>
public sealed record DealDraft
{
    public required string Identity { get; init; }

    public required string Merchant { get; init; }

    public string? MerchantItem { get; init; }

    public required string Title { get; init; }

    public required string Url { get; init; }

    public string? ImageUrl { get; init; }

    public string? Description { get; init; }

    public string? Brand { get; init; }

    public string? Gtin { get; init; }

    public string? Mpn { get; init; }

    public string? Category { get; init; }

    public required Money Price { get; init; }

    public Money? ListPrice { get; init; }

    public required Availability Availability { get; init; }

    public DateTimeOffset? StartsAt { get; init; }

    public DateTimeOffset? EndsAt { get; init; }
}

/// <summary>Turns the source's words into a deal or coupon that is believed, or says what stood there and why it is not. Pure.</summary>
public static class DealReader
{
    private const int LongestKey = 500;
    private const int LongestTitle = 500;
    private const int LongestText = 4000;

    public static Reading Read(FeedItem item, SourceTerms source, DateTimeOffset now) =>
        string.IsNullOrWhiteSpace(item.Key) ? Reading.Refused(Refusal.MissingKey, "no id, guid or link")
        : item.Key.Length > LongestKey ? Reading.Refused(Refusal.FieldTooLong, $"the key has {item.Key.Length} characters, at most {LongestKey} are kept")
        : string.IsNullOrWhiteSpace(item.Title) ? Reading.Refused(Refusal.MissingTitle, "no title")
        : item.Coupon is { } words ? CouponReader.Read(item, words, source, now)
        : ReadDeal(item, source, now);

    /// <summary>The merchant's key: the source's, else the row's word in lower case, else the host.</summary>
    internal static string MerchantOf(FeedItem item, SourceTerms source, Uri? url) =>
        source.Merchant.Length > 0 ? source.Merchant
        : item.Merchant is { Length: > 0 } merchant ? merchant.Trim().ToLowerInvariant()
        : url is null ? "" : CanonicalUrl.HostOf(url);

    /// <summary>An instant in any form <see cref="DateText"/> reads, in UTC where it names no zone; null is not a date.</summary>
    internal static DateTimeOffset? Instant(string text) => DateText.Instant(text)?.ToUniversalTime();

    /// <summary>The end of a window: a day without an hour is over when the day is.</summary>
    internal static DateTimeOffset? End(string text) =>
        DateText.Read(text) is not { } read ? null
        : read.HasTime ? read.At.ToUniversalTime()
        : read.At.UtcDateTime.Date < DateTime.MaxValue.Date ? read.At.ToUniversalTime().AddDays(1)
        : null;

    internal static string? Cut(string? text, int longest) =>
        string.IsNullOrWhiteSpace(text) ? null : text.Trim() is var trimmed && trimmed.Length > longest ? trimmed[..longest] : text.Trim();

    private static Reading ReadDeal(FeedItem item, SourceTerms source, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(item.Link))
        {
            return Reading.Refused(Refusal.MissingLink, "no link");
        }
        var (url, fault) = CanonicalUrl.Read(item.Link, source.AllowedHosts);
        if (url is null)
        {
            return Reading.Refused(Refusal.BrokenLink, $"{Shown(item.Link)}: {fault}");
        }
        if (source.AllowedHosts.Count > 0 && !source.AllowedHosts.Any(host => Covers(host, url)))
        {
            return Reading.Refused(Refusal.HostNotAllowed, $"{url.Host} is not among the source's hosts");
        }
        var hasPrice = !string.IsNullOrWhiteSpace(item.Price);
        if (Price(hasPrice ? item.Price : item.SalePrice, item, source, out var price) is { } refusedPrice)
        {
            return refusedPrice;
        }
        // A list price that cannot be read claims nothing; the price stands without it.
        var list = Price(item.ListPrice, item, source, out var listed) is null ? listed : null;
        var window = SaleWindow(item, now, out var badWindow);
        if (badWindow is not null)
        {
            return Reading.Refused(Refusal.BrokenDate, $"sale window: {Shown(badWindow)}");
        }
        if (hasPrice && !string.IsNullOrWhiteSpace(item.SalePrice) && window.Holds)
        {
            if (Price(item.SalePrice, item, source, out var sale) is { } refusedSale)
            {
                return refusedSale;
            }
            if (sale!.Value.Currency == price!.Value.Currency && sale < price)
            {
                (list, price) = (list ?? price, sale);
            }
        }
        if (Dates(item, now, window.End, out var starts, out var ends) is { } refusedDates)
        {
            return refusedDates;
        }
        var merchant = MerchantOf(item, source, url);
        return Reading.Of(new DealDraft
        {
            Identity = item.MerchantItem is { Length: > 0 } own ? $"{merchant}:{own}" : $"url:{url.AbsoluteUri}",
            Merchant = merchant,
            MerchantItem = Cut(item.MerchantItem, 200),
            Title = Cut(item.Title, LongestTitle)!,
            Url = url.AbsoluteUri,
            ImageUrl = CanonicalImage(item.Image),
            Description = Cut(item.Description, LongestText),
            Brand = Cut(item.Brand, 200),
            Gtin = Cut(item.Gtin, 50),
            Mpn = Cut(item.Mpn, 100),
            Category = Cut(item.Category, 200),
            Price = price!.Value,
            ListPrice = list is { } old && old.Currency == price.Value.Currency && old > price ? old : null,
            Availability = AvailabilityOf(item.Availability),
            StartsAt = starts,
            EndsAt = ends,
        });
    }

    private static Reading? Price(string? text, FeedItem item, SourceTerms source, out Money? price)
    {
        (price, var fault) = PriceText.Read(text, item.Currency?.Trim().ToUpperInvariant() is { Length: 3 } own ? own : source.Currency);
        return fault switch
        {
            PriceFault.None => price!.Value.Minor > 0 ? null : Reading.Refused(Refusal.BrokenPrice, $"'{Shown(text!)}' is not a price above zero"),
            PriceFault.Empty => Reading.Refused(Refusal.MissingPrice, "no price"),
            PriceFault.NoNumber => Reading.Refused(Refusal.BrokenPrice, $"'{Shown(text!)}' names no amount"),
            PriceFault.Negative => Reading.Refused(Refusal.BrokenPrice, $"'{Shown(text!)}' is below zero"),
            PriceFault.OutOfRange => Reading.Refused(Refusal.BrokenPrice, $"'{Shown(text!)}' is out of range"),
            PriceFault.Ambiguous => Reading.Refused(Refusal.AmbiguousPrice, $"'{Shown(text!)}' can be read two ways"),
            PriceFault.UnknownCurrency => Reading.Refused(Refusal.UnknownCurrency, $"'{Shown(text!)}' names no currency and the source has none"),
        };
    }

    private static (bool Holds, DateTimeOffset? End) SaleWindow(FeedItem item, DateTimeOffset now, out string? bad)
    {
        bad = null;
        if (item.SaleWindow is not { Length: > 0 } text)
        {
            return (true, null);
        }
        if (text.Split('/') is [var from, var to] && Instant(from) is { } start && End(to) is { } end)
        {
            var holds = now >= start && now < end;
            return (holds, holds ? end : null);
        }
        bad = text;
        return (false, null);
    }

    private static Reading? Dates(FeedItem item, DateTimeOffset now, DateTimeOffset? saleEnd, out DateTimeOffset? starts, out DateTimeOffset? ends)
    {
        starts = item.StartsAt is { Length: > 0 } from ? Instant(from) : null;
        ends = item.EndsAt is { Length: > 0 } to ? End(to) : saleEnd;
        if (item.StartsAt is { Length: > 0 } && starts is null)
        {
            return Reading.Refused(Refusal.BrokenDate, $"start: {Shown(item.StartsAt)}");
        }
        if (item.EndsAt is { Length: > 0 } && ends is null)
        {
            return Reading.Refused(Refusal.BrokenDate, $"end: {Shown(item.EndsAt)}");
        }
        return ends <= starts ? Reading.Refused(Refusal.BrokenDate, $"ends {ends:u}, before it starts {starts:u}")
            : ends <= now ? Reading.Refused(Refusal.AlreadyOver, $"ended {ends:u}") : null;
    }

    private static Availability AvailabilityOf(string? text)
    {
        var word = text?.Trim() is "0" or "1" ? text.Trim() : string.Concat((text ?? "").Split('/')[^1].Where(char.IsLetter)).ToLowerInvariant();
        return word switch
        {
            "1" or "instock" or "available" or "yes" or "true" or "limitedavailability" => Availability.InStock,
            "0" or "outofstock" or "soldout" or "discontinued" or "no" or "false" => Availability.OutOfStock,
            "preorder" or "presale" => Availability.Preorder,
            "backorder" => Availability.Backorder,
            _ => Availability.Unknown,
        };
    }

    private static string? CanonicalImage(string? text) =>
        text is not null && CanonicalUrl.IsPlain(text) && text.Length <= 2000 ? text
        : Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && text!.Length <= 2000 ? uri.AbsoluteUri : null;

    private static bool Covers(string host, Uri url) =>
        CanonicalUrl.HostOf(url) is var own && (own.Equals(host, StringComparison.OrdinalIgnoreCase) || url.Host.Equals(host, StringComparison.OrdinalIgnoreCase)
            || own.EndsWith("." + host, StringComparison.OrdinalIgnoreCase));

    private static string Shown(string text) => text.Length > 120 ? text[..120] + "…" : text;
}
