using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Daogou.Core.Amounts;

namespace Daogou.Core.Deals;

/// <summary>
/// Reads the offers that shops write in words: 满300减40, 每满300减40, 满200减20满300减40, 2件8折, 第二件半价, 第2件0元, 买2送1, 定金50抵100,
/// <c>2 for £10</c>, <c>3 for 2</c>, <c>buy 2 get 10% off</c>, <c>buy one get one free</c>, <c>spend £50 save £10</c>. Text that says anything more is not
/// guessed at: null. Pure.
/// </summary>
public static partial class PriceRuleReader
{
    private const int Longest = 200;
    private const int MostPieces = 99;
    private const string N = "(?<n>[0-9]{1,2}|一|二|两|三|四|五|one|two|three|four|five|a)";
    private const RegexOptions How = RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    /// <param name="currency">Of amounts that name none.</param>
    public static (PriceRule Rule, string Currency)? Read(string? text, string? currency)
    {
        if (text is not { Length: > 0 and <= Longest })
        {
            return null;
        }
        var plain = Plain(text);
        return Shares(plain) is { } rule ? (rule, currency ?? "") : Amounts(plain, currency);
    }

    /// <summary>Whether the words say that the platform and not the shop grants it.</summary>
    public static bool IsOfPlatform(string? text) => text is { Length: <= 500 } && (text.Contains("平台", StringComparison.Ordinal) || text.Contains("跨店", StringComparison.Ordinal));

    private static PriceRule? Shares(string text)
    {
        if (NthOff().Match(text) is { Success: true } nth && Pieces(nth, "n") is { } each && PaidBp(nth) is { } paid && paid < Rate.Whole)
        {
            return each < 2 ? null : One(PriceRuleKind.NthPiece, new PriceTier(0, each, 0, Rate.Whole - paid));
        }
        if (PiecesFolds().Match(text) is { Success: true } folds && Pieces(folds, "n") is { } least && PaidBp(folds) is { } part && part is > 0 and < Rate.Whole)
        {
            return One(PriceRuleKind.Off, new PriceTier(0, least, 0, Rate.Whole - part));
        }
        if (Free().Match(text) is { Success: true } free && Pieces(free, "n") is { } bought && Pieces(free, "free") is { } given)
        {
            // n + m pieces of which m are free; only for one free piece is it an n-th piece.
            return given == 1 && bought < MostPieces ? One(PriceRuleKind.NthPiece, new PriceTier(0, bought + 1, 0, Rate.Whole)) : null;
        }
        if (ForPieces().Match(text) is { Success: true } pieces && Pieces(pieces, "n") is { } take && Pieces(pieces, "pay") is { } pay)
        {
            return take == pay + 1 && pay > 0 ? One(PriceRuleKind.NthPiece, new PriceTier(0, take, 0, Rate.Whole)) : null;
        }
        if (BuyPercent().Match(text) is { Success: true } percent && Pieces(percent, "n") is { } many && Percent(percent) is { } off)
        {
            return One(PriceRuleKind.Off, new PriceTier(0, many, 0, off));
        }
        return HalfPrice().Match(text) is { Success: true } half && Pieces(half, "n") is { } first && first < MostPieces
            ? One(PriceRuleKind.NthPiece, new PriceTier(0, first + 1, 0, Percent(half) ?? Rate.Whole / 2))
            : null;
    }

    private static (PriceRule Rule, string Currency)? Amounts(string text, string? currency)
    {
        if (Tiers().Match(text) is { Success: true } tiers)
        {
            var read = new List<PriceTier>();
            for (var index = 0; index < tiers.Groups["least"].Captures.Count; index++)
            {
                if (Minor(tiers.Groups["least"].Captures[index].Value, ref currency) is not { } least || Minor(tiers.Groups["off"].Captures[index].Value, ref currency) is not { } off || off > least)
                {
                    return null;
                }
                read.Add(new PriceTier(least, 0, off, 0));
            }
            var isForEach = tiers.Groups["each"].Success;
            return isForEach && read.Count > 1 ? null : (new PriceRule(isForEach ? PriceRuleKind.OffForEach : PriceRuleKind.Off, read), currency!);
        }
        if (PiecesOff().Match(text) is { Success: true } piecesOff && Pieces(piecesOff, "n") is { } count && Minor(piecesOff.Groups["off"].Value, ref currency) is { } taken)
        {
            return (One(PriceRuleKind.Off, new PriceTier(0, count, taken, 0)), currency!);
        }
        if (Bundle().Match(text) is { Success: true } bundle && Pieces(bundle, "n") is { } many && many > 1 && Minor(bundle.Groups["price"].Value, ref currency) is { } price)
        {
            return (One(PriceRuleKind.Bundle, new PriceTier(0, many, price, 0)), currency!);
        }
        if (Deposit().Match(text) is { Success: true } deposit && Minor(deposit.Groups["paid"].Value, ref currency) is { } paid)
        {
            var counts = deposit.Groups["times"] is { Success: true } times ? paid * long.Parse(times.Value, CultureInfo.InvariantCulture) : Minor(deposit.Groups["counts"].Value, ref currency);
            return counts > paid ? (One(PriceRuleKind.Deposit, new PriceTier(counts.Value, 0, counts.Value - paid, 0)) with { DepositMinor = paid }, currency!) : null;
        }
        return (Spend().Match(text) is { Success: true } spend ? spend : OffOver().Match(text)) is { Success: true } over
            && Minor(over.Groups["least"].Value, ref currency) is { } spent && Minor(over.Groups["off"].Value, ref currency) is { } saved && saved <= spent
            ? (One(PriceRuleKind.Off, new PriceTier(spent, 0, saved, 0)), currency!)
            : null;
    }

    private static PriceRule One(PriceRuleKind kind, PriceTier tier) => new(kind, [tier]);

    private static long? Minor(string text, ref string? currency)
    {
        if (PriceText.Read(text.Trim().TrimEnd(',', '.'), currency).Price is not { Minor: > 0 and < 1_000_000_000_000 } price || (currency is { Length: > 0 } && price.Currency != currency))
        {
            return null;
        }
        currency = price.Currency;
        return price.Minor;
    }

    private static int? Pieces(Match match, string name) => match.Groups[name].Value.ToLowerInvariant() switch
    {
        "一" or "one" or "a" => 1,
        "二" or "两" or "two" or "second" or "2nd" => 2,
        "三" or "three" or "third" or "3rd" => 3,
        "四" or "four" => 4,
        "五" or "five" => 5,
        var digits when int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= MostPieces => number,
        _ => null,
    };

    /// <summary>What is still paid of a piece: 半价 5000, 8折 8000, 0元 and 免费 0.</summary>
    private static int? PaidBp(Match match) =>
        match.Groups["half"].Success ? Rate.Whole / 2
        : match.Groups["nothing"].Success ? 0
        : match.Groups["percent"].Success ? Rate.Whole - Percent(match)
        : decimal.TryParse(match.Groups["fold"].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var fold)
            ? fold is > 0 and < 10 ? (int)(fold * 1000) : fold is >= 10 and < 100 ? (int)(fold * 100) : null
            : null;

    private static int? Percent(Match match) =>
        decimal.TryParse(match.Groups["percent"].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent is > 0 and <= 100 ? (int)(percent * 100) : null;

    private static string Plain(string text) => text.Normalize(NormalizationForm.FormKC).Trim().TrimEnd('.', '!', '。', '!');

    [GeneratedRegex(@"^(第\s*(?<n>[0-9]{1,2}|二|三|四|五)\s*[件份盒瓶](?<half>半价)|第\s*(?<n>[0-9]{1,2}|二|三|四|五)\s*[件份盒瓶]\s*((?<fold>[0-9]{1,2}(\.[0-9])?)\s*折|(?<nothing>0\s*元|免费|免单))|(?<n>second|2nd|third|3rd)( item| one)? ((?<half>half price|half off)|(?<nothing>free)|(?<percent>[0-9]{1,3}) ?% off))$", How, 200)]
    private static partial Regex NthOff();

    [GeneratedRegex(@"^(满|买|任[选意])?\s*" + N + @"\s*[件份盒瓶]\s*(及以上)?\s*(打|享)?\s*((?<fold>[0-9]{1,2}(\.[0-9])?)\s*折|(?<half>半价))$", How, 200)]
    private static partial Regex PiecesFolds();

    [GeneratedRegex(@"^((满|买)\s*" + N + @"\s*[件份盒瓶]?\s*(送|免|赠)\s*(?<free>[0-9]{1,2}|一|二|两|三)\s*[件份盒瓶]?|buy " + N + @",? get (?<free>[0-9]{1,2}|one|two|three) free)$", How, 200)]
    private static partial Regex Free();

    [GeneratedRegex(@"^(any )?(?<n>[0-9]{1,2}) for (the price of )?(?<pay>[0-9]{1,2})$", How, 200)]
    private static partial Regex ForPieces();

    [GeneratedRegex(@"^buy " + N + @"( or more| items| pieces)*,? (and )?(get|save) (?<percent>[0-9]{1,3}(\.[0-9]{1,2})?) ?%( off)?( all| everything)?$", How, 200)]
    private static partial Regex BuyPercent();

    [GeneratedRegex(@"^buy " + N + @",? get (one|1|the (2nd|second|3rd|third|next)( one| item)?)( at)? (half price|half off|(?<percent>[0-9]{1,3}) ?% off)$", How, 200)]
    private static partial Regex HalfPrice();

    [GeneratedRegex(@"^(?<each>每)?(满\s*(?<least>[^0-9减]{0,3}[0-9][0-9.]{0,11}\s*元?)\s*(减|省|立减)\s*(?<off>[^0-9满]{0,3}[0-9][0-9.]{0,11}\s*元?)\s*[,，;；、/ ]*){1,8}(\(?(上不封顶|不封顶)\)?)?$", How, 200)]
    private static partial Regex Tiers();

    [GeneratedRegex(@"^(满|买)\s*" + N + @"\s*[件份盒瓶]\s*(立?减|省)\s*(?<off>[^0-9]{0,3}[0-9][0-9.]{0,11}\s*元?)$", How, 200)]
    private static partial Regex PiecesOff();

    [GeneratedRegex(@"^((any |buy |mix any )?" + N + @"( items)? for (?<price>[^0-9 ]{1,3} ?[0-9][0-9.,]{0,11}|[0-9][0-9.,]{0,11} ?[^0-9 ]{1,3})|(?<price>[^0-9]{0,3}[0-9][0-9.]{0,11}\s*元)\s*(任[选意])?" + N + @"\s*[件份盒瓶])$", How, 200)]
    private static partial Regex Bundle();

    [GeneratedRegex(@"^(付?定金|订金|预付)\s*(?<paid>[^0-9]{0,3}[0-9][0-9.]{0,11}\s*元?)\s*[,，]?\s*((抵扣?|可抵|当|膨胀[至到为]?)\s*(?<counts>[^0-9]{0,3}[0-9][0-9.]{0,11}\s*元?)|(膨胀\s*)?(?<times>[2-9])\s*倍(膨胀)?)$", How, 200)]
    private static partial Regex Deposit();

    [GeneratedRegex(@"^spend (?<least>[^0-9 ]{0,3} ?[0-9][0-9.,]{0,11}( ?[a-z]{3})?),?( or more)?,? (and )?(save|get) (?<off>[^0-9 ]{0,3} ?[0-9][0-9.,]{0,11}( ?[a-z]{3})?)( off)?$", How, 200)]
    private static partial Regex Spend();

    [GeneratedRegex(@"^(save )?(?<off>[^0-9 ]{0,3} ?[0-9][0-9.,]{0,11}( ?[a-z]{3})?)( off)? (when you spend|on orders? (over|above|of)|off|over|on) (?<least>[^0-9 ]{0,3} ?[0-9][0-9.,]{0,11}( ?[a-z]{3})?)( or more|\+)?$", How, 200)]
    private static partial Regex OffOver();
}
