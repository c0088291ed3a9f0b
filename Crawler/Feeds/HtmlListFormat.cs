using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Daogou.Crawler.Pages;

namespace Daogou.Crawler.Feeds;

/// <summary>
/// A page that lists offers: one CSS selector for the items, one for each field, with <c>@attribute</c> where the text will not do and
/// <c>~ regex</c> where only a part of it is meant (its first group, else the whole match).
/// </summary>
public sealed class HtmlListFormat : IFeedFormat
{
    private const int LargestPage = 16 << 20;
    private static readonly TimeSpan MostParseTime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan MostRegexTime = TimeSpan.FromMilliseconds(200);

    public string Name => "html";

    public int Recognises(ReadOnlySpan<byte> head) => HtmlHead.IsHtml(head) ? 30 : 0;

    public async IAsyncEnumerable<FeedRow> ReadAsync(Stream document, FeedContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (context.Settings.ItemSelector is not { Length: > 0 } selector)
        {
            throw new FeedBrokenException("An HTML page needs an item selector (Feed:ItemSelector).");
        }
        var (head, whole) = await FeedText.PeekAsync(document, cancellationToken);
        using var text = new StreamReader(new BoundedStream(whole, LargestPage), FeedText.Choose(head, context));
        using var page = Parse(await text.ReadToEndAsync(cancellationToken), cancellationToken);
        var items = Select(() => page.QuerySelectorAll(selector), selector);
        if (items.Length == 0)
        {
            throw new FeedBrokenException($"'{selector}' matches nothing on {HtmlHead.Describe(head)}.");
        }
        var map = new FieldMap(context);
        foreach (var (index, item) in items.Index())
        {
            yield return map.ToRow(context.RowsBefore + index + 1, name => Field(item, name), ownItem: context.Settings.Fields.ContainsKey("item"));
        }
        if (context.Settings.NextPage is { Length: > 0 } next)
        {
            context.GoOn(Select(() => page.QuerySelector(next), next)?.GetAttribute("href"));
        }
    }

    private static IDocument Parse(string text, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(MostParseTime);
        try
        {
            return PageHtml.Parse(text, limit.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new FeedBrokenException($"The page takes longer to parse than {MostParseTime.TotalSeconds:0} s.", e);
        }
    }

    private static string? Field(IElement item, string rule)
    {
        var (place, pattern) = rule.Split(" ~ ", 2) is [var before, var behind] ? (before, behind.Trim()) : (rule, null);
        var (selector, attribute) = place.Split('@', 2) is [var left, var right] ? (left.Trim(), right.Trim()) : (place.Trim(), null);
        var element = selector.Length == 0 ? item : Select(() => item.QuerySelector(selector), selector);
        var text = attribute is null ? element?.TextContent : element?.GetAttribute(attribute);
        return pattern is null || text is null ? text : Part(text, pattern);
    }

    private static string? Part(string text, string pattern)
    {
        try
        {
            var match = Regex.Match(text, pattern, RegexOptions.CultureInvariant, MostRegexTime);
            return !match.Success ? null : match.Groups.Count > 1 ? match.Groups[1].Value : match.Value;
        }
        catch (ArgumentException e)
        {
            throw new FeedBrokenException($"'{pattern}' is not a regular expression: {e.Message}", e);
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static T Select<T>(Func<T> select, string selector)
    {
        try
        {
            return select();
        }
        catch (DomException e)
        {
            throw new FeedBrokenException($"'{selector}' is not a CSS selector.", e);
        }
    }
}
