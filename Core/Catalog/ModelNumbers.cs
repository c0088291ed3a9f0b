namespace Daogou.Core.Catalog;

/// <summary>Model numbers in a text: letters and digits of four characters or more, or five digits and more, hyphens let go.</summary>
public static class ModelNumbers
{
    private const int Shortest = 4;
    private const int Longest = 24;

    /// <param name="measures">Quantities of the same text, which are no models.</param>
    public static SortedSet<string> In(IReadOnlyList<TitleToken> tokens, IReadOnlyList<Measure> measures)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        for (var at = 0; at < tokens.Count; at++)
        {
            var token = tokens[at];
            if (token.Kind == TokenKind.Cjk || IsMeasure(token, measures))
            {
                continue;
            }
            if (Looks(token.Text))
            {
                found.Add(token.Text);
            }
            if (!token.Joined && at + 1 < tokens.Count && tokens[at + 1].Joined)
            {
                var joined = token.Text;
                for (var next = at + 1; next < tokens.Count && tokens[next].Joined && joined.Length <= Longest; next++)
                {
                    joined += tokens[next].Text.Replace(".", "", StringComparison.Ordinal);
                    if (IsJoinedModel(tokens, at, next) && Looks(joined))
                    {
                        found.Add(joined);
                    }
                }
            }
        }
        return found;
    }

    /// <summary>Whether a word without blanks or hyphens is one.</summary>
    public static bool Looks(string word)
    {
        if (word.Length is < Shortest or > Longest || word.Contains('.', StringComparison.Ordinal))
        {
            return false;
        }
        var digits = word.Count(char.IsAsciiDigit);
        return digits == word.Length ? digits >= 5 : digits >= 1 && word.All(char.IsAsciiLetterOrDigit) && !IsOrdinal(word);
    }

    private static bool IsOrdinal(string word) =>
        (word.EndsWith("st", StringComparison.Ordinal) || word.EndsWith("nd", StringComparison.Ordinal) || word.EndsWith("rd", StringComparison.Ordinal) || word.EndsWith("th", StringComparison.Ordinal))
        && word[..^2].All(char.IsAsciiDigit);

    private static bool IsMeasure(TitleToken token, IReadOnlyList<Measure> measures) =>
        measures.Any(measure => token.Start >= measure.Start && token.Start < measure.Start + measure.Length && token.Start + token.Text.Length <= measure.Start + measure.Length + 1);

    /// <summary><c>wh-1000xm5</c> is a model and <c>blu-ray</c> or <c>2-piece</c> is none: a part has a digit and no part is a long word.</summary>
    private static bool IsJoinedModel(IReadOnlyList<TitleToken> tokens, int first, int last)
    {
        for (var at = first; at <= last; at++)
        {
            if (tokens[at].Kind == TokenKind.Word && tokens[at].Text.Length > 5)
            {
                return false;
            }
        }
        return true;
    }
}
