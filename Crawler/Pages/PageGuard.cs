using System.Text;
using AngleSharp.Dom;

namespace Daogou.Crawler.Pages;

/// <summary>What stands between a visitor and a page.</summary>
/// <param name="Kind"><c>challenge</c>, <c>consent</c> or <c>login</c>.</param>
/// <param name="Evidence">The words that it was told by.</param>
public sealed record PageGuard(string Kind, IReadOnlyList<string> Evidence)
{
    private const int ThinText = 1500;
    private const int FairText = 5000;
    private const int MarkupLooked = 512 << 10;

    /// <summary>
    /// Null for a page proper. Many shops carry a guard's script, a captcha in a form or a sign-in box on every page, so such marks count only
    /// where there is little else to read.
    /// </summary>
    public static PageGuard? Look(IDocument page, string markup, string? url)
    {
        var sight = GuardSight.Of(page, markup.Length > MarkupLooked ? markup[..MarkupLooked] : markup, url);
        return Challenge(sight) ?? Consent(sight) ?? Login(sight);
    }

    private static PageGuard? Challenge(GuardSight sight)
    {
        List<string> evidence =
        [
            .. sight.Address(GuardMarks.ChallengeAddresses),
            .. sight.Title(GuardMarks.ChallengeTitles).Where(_ => sight.Length < FairText),
            .. sight.Markup(GuardMarks.ChallengeMarkup).Where(_ => sight.Length < FairText),
            .. sight.Text(GuardMarks.ChallengeWords).Where(_ => sight.Length < FairText && sight.Links < 60),
            .. sight.Text(GuardMarks.ThinChallengeWords).Where(_ => sight.IsThin(ThinText, 15) && !sight.HasPassword),
            .. sight.Markup(GuardMarks.ThinChallengeMarkup).Where(_ => sight.IsThin(ThinText, 15) && !sight.HasPassword && !sight.IsProduct),
        ];
        return evidence.Count > 0 ? new PageGuard("challenge", evidence) : null;
    }

    private static PageGuard? Consent(GuardSight sight)
    {
        List<string> evidence =
        [
            .. sight.Address(GuardMarks.ConsentAddresses),
            .. sight.Title(GuardMarks.ConsentTitles).Where(_ => sight.Length < 12_000 && sight.Links < 80),
            .. sight.Markup(GuardMarks.ConsentMarkup).Where(_ => sight.Length < 12_000 && sight.Links < 80),
            .. sight.Text(GuardMarks.ConsentWords).Where(_ => sight.IsThin(FairText, 40)),
            .. sight.Text(GuardMarks.ThinConsentWords).Where(_ => sight.IsThin(ThinText, 12) && !sight.IsProduct && !sight.HasPassword),
        ];
        return evidence.Count > 0 ? new PageGuard("consent", evidence) : null;
    }

    private static PageGuard? Login(GuardSight sight)
    {
        if (sight.IsProduct)
        {
            return null;
        }
        List<string> evidence = [.. sight.Address(GuardMarks.LoginAddresses).Where(_ => sight.Length < FairText)];
        var titled = sight.Title(GuardMarks.LoginTitles).Concat(sight.Heading(GuardMarks.LoginTitles)).Distinct(StringComparer.Ordinal).ToList();
        if (sight.HasPassword && (sight.IsThin(ThinText, 30) || (titled.Count > 0 && sight.Length < FairText)))
        {
            evidence.Add("password field");
            evidence.AddRange(titled);
        }
        else if (titled.Count > 0 && sight.Length < ThinText && (sight.HasField || sight.Links < 15))
        {
            evidence.AddRange(titled);
        }
        else if (sight.IsThin(ThinText, 15))
        {
            evidence.AddRange(sight.Text(GuardMarks.LoginWords));
        }
        return evidence.Count > 0 ? new PageGuard("login", evidence) : null;
    }
}

/// <summary>What a page looks like to somebody who reads it.</summary>
internal sealed class GuardSight
{
    private const int LongestText = 40_000;

    private readonly string _text;
    private readonly string _title;
    private readonly string _heading;
    private readonly string _markup;
    private readonly string _address;

    private GuardSight(IDocument page, string markup, string? url)
    {
        var text = new StringBuilder();
        if (page.Body is { } body)
        {
            Append(body, text, 0);
        }
        _text = text.ToString().ToLowerInvariant();
        _title = (page.Title ?? "").Trim().ToLowerInvariant();
        _heading = string.Join(' ', page.QuerySelectorAll("h1, h2").Take(3).Select(heading => heading.TextContent.Trim())).ToLowerInvariant();
        _markup = markup;
        _address = url?.ToLowerInvariant() ?? "";
        Links = page.QuerySelectorAll("a[href]").Length;
        HasPassword = page.QuerySelector("input[type='password' i]") is not null;
        HasField = page.QuerySelector("input:not([type]), input[type='text' i], input[type='email' i], input[type='tel' i]") is not null;
        IsProduct = page.QuerySelector("meta[property^='product:price' i], meta[property='og:price:amount' i], [itemprop='price' i]") is not null;
    }

    /// <summary>Characters of visible text.</summary>
    public int Length => _text.Length;

    public int Links { get; }

    public bool HasPassword { get; }

    public bool HasField { get; }

    /// <summary>Something on it has a price.</summary>
    public bool IsProduct { get; }

    public static GuardSight Of(IDocument page, string markup, string? url) => new(page, markup, url);

    public bool IsThin(int text, int links) => Length < text && Links <= links;

    public IEnumerable<string> Title(string[] words) => Found(_title, words);

    public IEnumerable<string> Heading(string[] words) => Found(_heading, words);

    public IEnumerable<string> Text(string[] words) => Found(_text, words).Concat(Found(_title, words)).Distinct(StringComparer.Ordinal);

    public IEnumerable<string> Markup(string[] words) => words.Where(word => _markup.Contains(word, StringComparison.OrdinalIgnoreCase));

    public IEnumerable<string> Address(string[] words) => Found(_address, words);

    private static IEnumerable<string> Found(string where, string[] words) => words.Where(word => where.Contains(word, StringComparison.Ordinal));

    private static void Append(INode node, StringBuilder text, int depth)
    {
        foreach (var child in node.ChildNodes)
        {
            if (text.Length > LongestText || depth > 1000)
            {
                return;
            }
            if (child is IText words)
            {
                AppendWords(words.Data, text);
            }
            else if (child is IElement { LocalName: not ("script" or "style" or "template" or "svg" or "select") } element)
            {
                Append(element, text, depth + 1);
            }
        }
    }

    /// <summary>White space counts as one character.</summary>
    private static void AppendWords(string words, StringBuilder text)
    {
        var wasSpace = text.Length == 0 || text[^1] == ' ';
        foreach (var next in words)
        {
            var isSpace = char.IsWhiteSpace(next);
            if (!(isSpace && wasSpace))
            {
                text.Append(isSpace ? ' ' : next is '’' ? '\'' : next);
            }
            wasSpace = isSpace;
        }
        if (!wasSpace)
        {
            text.Append(' ');
        }
    }
}
