namespace Daogou.Core.Deals;

/// <summary>
/// Whether a text has a word that a group asked for or excluded. Latin words stand alone (<c>pen</c> is not in <c>open</c>, but in
/// <c>pens</c>); Chinese has no spaces, so there the characters are enough.
/// </summary>
public static class WordMatch
{
    public static bool Mentions(Deal deal, string word) => Has(deal.Title, word) || Has(deal.Brand, word) || Has(deal.Category, word);

    public static bool Has(string? text, string word)
    {
        if (string.IsNullOrEmpty(text) || string.IsNullOrWhiteSpace(word))
        {
            return false;
        }
        var wanted = word.Trim();
        for (var at = text.IndexOf(wanted, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(wanted, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            if (!Glued(text, at - 1, wanted[0]) && EndsThere(text, at + wanted.Length, wanted[^1]))
            {
                return true;
            }
        }
        return false;
    }

    private static bool EndsThere(string text, int after, char last) =>
        !Glued(text, after, last) || (text[after] is 's' or 'S' && !Glued(text, after + 1, last));

    /// <summary>The neighbour goes on with the same kind of word: a letter beside a letter, a digit beside a digit.</summary>
    private static bool Glued(string text, int at, char edge) =>
        at >= 0 && at < text.Length
        && ((char.IsAsciiLetter(edge) && char.IsAsciiLetter(text[at])) || (char.IsAsciiDigit(edge) && char.IsAsciiDigit(text[at])));
}
