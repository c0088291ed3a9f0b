using System.Security.Cryptography;
using System.Text;
using Daogou.Core.Deals;
using Daogou.Core.Outbound;
using Daogou.Crawler.Feeds;
using Daogou.Crawler.Fetching;

namespace Daogou.Crawler.Sources;

/// <summary>What came of asking for one page of a sitemap.</summary>
/// <param name="Items">The offers that it describes; none where it was refused.</param>
/// <param name="Document">What was received, without its content; null when nothing was.</param>
internal sealed record PageAnswer(IReadOnlyList<FeedItem> Items, Refusal? Refusal, string? Detail, int? Status, SourceDocument? Document)
{
    public bool IsUnchanged { get; init; }

    /// <summary>How long the host asked us to stay away from it; not null also where it gave no time.</summary>
    public TimeSpan? StayAway { get; init; }

    /// <summary>The page is no more, by its host's own word.</summary>
    public bool IsGone => Status is 404 or 410;
}

/// <summary>Asks for a product page and reads its offers. A page that stands behind a guard is a refusal and is not read.</summary>
/// <param name="fetch">Gets a page, with what is known of it.</param>
internal sealed class PageRows(FeedSettings settings, Func<Uri, Validators, CancellationToken, Task<SourceDocument>> fetch)
{
    private const int LongestKey = 450;

    public async Task<PageAnswer> AskAsync(Uri address, Validators known, long rowsBefore, CancellationToken cancellationToken)
    {
        try
        {
            await using var document = await fetch(address, known, cancellationToken);
            return document.Content is null || (known.BodyHash is not null && document.Validators.BodyHash == known.BodyHash)
                ? new PageAnswer([], null, null, document.Status, document) { IsUnchanged = true }
                : await ReadAsync(address, document, rowsBefore, cancellationToken);
        }
        catch (FetchFailedException e)
        {
            return new PageAnswer([], Refusal.PageNotFetched, e.Message, e.Status, null)
            {
                StayAway = e.RetryAfter ?? (e.Status is 429 or 503 ? TimeSpan.Zero : null),
            };
        }
        catch (OutboundException e)
        {
            return new PageAnswer([], Refusal.PageNotFetched, e.Message, null, null);
        }
    }

    private async Task<PageAnswer> ReadAsync(Uri address, SourceDocument document, long rowsBefore, CancellationToken cancellationToken)
    {
        var context = new FeedContext(document.Address, settings) { Charset = document.Charset, IsUtf8 = document.IsUtf8 };
        var reading = await PageFormat.ReadPageAsync(document.Content!, context, cancellationToken);
        if (reading.Guard is { } guard)
        {
            return new PageAnswer([], Refusal.GuardedPage, PageFormat.Words(guard), document.Status, document);
        }
        var rows = PageFormat.Rows(reading.Offers, context).Select(row => row.Item!).ToList();
        return rows.Count == 0
            ? new PageAnswer([], Refusal.NoOffer, PageFormat.NoProduct, document.Status, document)
            : new PageAnswer(
                [.. rows.Select((item, index) => item with { Key = KeyOf(address, rows.Count == 1 ? null : item.Key), Row = rowsBefore + index + 1 })],
                null, null, document.Status, document);
    }

    /// <summary>A row is known by its page; where a page has several, by the page and what tells them apart on it.</summary>
    private static string KeyOf(Uri page, string? own)
    {
        var key = own is null ? page.AbsoluteUri : $"{page.AbsoluteUri}#{own}";
        return key.Length <= LongestKey ? key : key[..(LongestKey - 33)] + "~" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16));
    }
}
