using System.Runtime.CompilerServices;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Daogou.Crawler.Feeds;

/// <summary>A page that lists offers: one CSS selector for the items, one for each field, with <c>@attribute</c> where the text will not do.</summary>
public sealed class HtmlListFormat : IFeedFormat
{
    public string Name => "html";

    public int Recognises(ReadOnlySpan<byte> head) => HtmlHead.IsHtml(head) ? 30 : 0;

    public async IAsyncEnumerable<FeedRow> ReadAsync(Stream document, FeedContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (context.Settings.ItemSelector is not { Length: > 0 } selector)
        {
            throw new FeedBrokenException("An HTML page needs an item selector (Feed:ItemSelector).");
        }
        var (head, whole) = await FeedText.PeekAsync(document, cancellationToken);
        using var text = new StreamReader(whole, FeedText.Choose(head, context));
        using var page = await new HtmlParser().ParseDocumentAsync(await text.ReadToEndAsync(cancellationToken), cancellationToken);
        var items = Select(() => page.QuerySelectorAll(selector), selector);
        if (items.Length == 0)
        {
            throw new FeedBrokenException($"'{selector}' matches nothing on {HtmlHead.Describe(head)}.");
        }
        var map = new FieldMap(context);
        foreach (var (index, item) in items.Index())
        {
            yield return map.ToRow(index + 1, name => Field(item, name), ownItem: context.Settings.Fields.ContainsKey("item"));
        }
    }

    private static string? Field(IElement item, string rule)
    {
        var (selector, attribute) = rule.Split('@', 2) is [var left, var right] ? (left.Trim(), right.Trim()) : (rule, null);
        var element = selector.Length == 0 ? item : Select(() => item.QuerySelector(selector), selector);
        return attribute is null ? element?.TextContent : element?.GetAttribute(attribute);
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
