namespace Daogou.Crawler.Feeds;

/// <summary>
/// How likely bytes are as text of one language in a set of one byte a character: its letters beyond ASCII by how often they occur, capitals
/// seldom and at the head of a word, letters of another script never beside them.
/// </summary>
internal sealed class LetterModel
{
    private const string Russian = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё";
    private const string Czech = "íáéěýřčžšůúóťňďö";
    private const string Polish = "łęóąśżćńź";
    private const string Hungarian = "áéöóőíüúű";
    private const string Greek = "αοιετσνηυρπκμλίάόέςήγδώωθχύφβξζψϊ";

    private static readonly double Other = Math.Log(0.0004);
    private static readonly double Symbol = Math.Log(0.0002);
    private static readonly double Mark = Math.Log(0.01);
    private static readonly double Control = Math.Log(1e-7);

    /// <summary>How much oftener small letters are than capitals.</summary>
    private static readonly double Capitals = Math.Log(0.88 / 0.12);

    private readonly double[] _likelihood = new double[256];
    private readonly Kind[] _kinds = new Kind[256];
    private readonly bool _isLatin;
    private readonly bool _hasCapitals;
    private readonly double _rarity;

    private enum Kind
    {
        None = 0,
        Small = 1,
        Capital = 2,
        Mark = 3,
        Symbol = 4,
    }

    private LetterModel(string name, string letters, bool isLatin = false)
    {
        (Name, _isLatin) = (name, isLatin);
        _hasCapitals = letters.Any(letter => char.ToUpperInvariant(letter) != letter);
        _rarity = name switch { "x-mac-cyrillic" => -4, "koi8-u" => -2, "ibm866" or "iso-8859-5" => -1, "iso-8859-2" => -0.5, _ => 0 };
        var encoding = Charsets.Encoding(name);
        var sum = letters.Select((_, rank) => 1.0 / (rank + 3)).Sum();
        for (var value = 0x80; value < 0x100; value++)
        {
            var meant = encoding.GetString([(byte)value])[0];
            var small = char.ToLowerInvariant(meant);
            var rank = letters.IndexOf(small, StringComparison.Ordinal);
            var isCapital = small != meant;
            _kinds[value] = char.IsLetter(meant) || char.GetUnicodeCategory(meant) is System.Globalization.UnicodeCategory.NonSpacingMark ? isCapital ? Kind.Capital : Kind.Small
                : IsMark(meant) ? Kind.Mark : Kind.Symbol;
            _likelihood[value] = meant is '\uFFFD' or < '\u00A0' or (>= '\uE000' and <= '\uF8FF') ? Control
                : rank >= 0 ? Math.Log((isCapital ? 0.12 : 0.88) / (rank + 3) / sum)
                : _kinds[value] is Kind.Small or Kind.Capital ? Other
                : IsMark(meant) ? Mark : Symbol;
        }
    }

    public static IReadOnlyList<LetterModel> All { get; } =
    [
        new("windows-1252", "éèàêçùôâîûëïœæ", isLatin: true), new("windows-1252", "äüößé", isLatin: true), new("windows-1252", "óáéíñúü", isLatin: true),
        new("windows-1252", "ãáçéóíêõâúàô", isLatin: true), new("windows-1252", "èàòùìé", isLatin: true), new("windows-1252", "äöåøæéü", isLatin: true),
        new("windows-1252", "áíðéóúýþæö", isLatin: true), new("windows-1252", "ëéïèö", isLatin: true), new("windows-1252", "àèéíòóúçïü", isLatin: true),
        new("windows-1251", Russian), new("windows-1251", "оаинтевслркдупмзяьбгіїйчєжхцшющфґ"), new("windows-1251", "аеиотнсрвлдкпмзъугябчщхцжшйфюь"), new("windows-1251", "аеиоунјртсвдклмпзгбчшжцхљњћђф"),
        new("koi8-r", Russian), new("koi8-u", "оаинтевслркдупмзяьбгіїйчєжхцшющфґ"), new("iso-8859-5", Russian), new("ibm866", Russian), new("x-mac-cyrillic", Russian),
        new("windows-1250", Czech, isLatin: true), new("iso-8859-2", Czech, isLatin: true), new("windows-1250", Polish, isLatin: true), new("iso-8859-2", Polish, isLatin: true),
        new("windows-1250", Hungarian, isLatin: true), new("iso-8859-2", Hungarian, isLatin: true), new("windows-1250", "ăîşţâ", isLatin: true), new("iso-8859-2", "ăîşţâ", isLatin: true),
        new("windows-1250", "čšžćđ", isLatin: true), new("iso-8859-2", "čšžćđ", isLatin: true), new("windows-1254", "ıüşğçöiâ", isLatin: true), new("windows-1257", "ėšųįžąčęūāīēņļģķõäöü", isLatin: true),
        new("windows-1253", Greek), new("iso-8859-7", Greek), new("windows-1255", "יוהלאתרבמשנחדעכקםפטגסזןצךףץ"), new("windows-1256", "ايلمنرتوهةبعدسفكقحجأإخشصطىضذءزثغؤئآظ،"),
        new("windows-874", "านรอกเง่มยลวดทตส้ปบัิีะคแหพจชไใ์ขโ็ถืุูผซณญธำภฟศษ"), new("windows-1258", "àêôđ́ừởặâéèùýóìíúòãõ", isLatin: true),
    ];

    public string Name { get; }

    /// <summary>The logarithm of the likelihood of the bytes that are not ASCII.</summary>
    public double Score(ReadOnlySpan<byte> bytes)
    {
        var (score, shouted) = (0.0, -2.0);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] < 0x80)
            {
                continue;
            }
            var (before, after) = (i > 0 ? bytes[i - 1] : (byte)' ', i + 1 < bytes.Length ? bytes[i + 1] : (byte)' ');
            var kind = _kinds[bytes[i]];
            var found = _likelihood[bytes[i]] + (_isLatin ? Latin(kind, before, after) : Foreign(kind, before, after));
            score += found;
            shouted += found + (kind == Kind.Capital ? Capitals : kind == Kind.Small ? -Capitals : 0);
        }
        // A headline may be all capitals.
        return _rarity + (_hasCapitals ? Math.Max(score, shouted) : score);
    }

    private double Latin(Kind kind, byte before, byte after)
    {
        var (left, right) = (IsWord(before), IsWord(after));
        return kind switch
        {
            Kind.Small or Kind.Capital => (before >= 0x80 && after >= 0x80 && left && right ? -3 : 0) + (kind == Kind.Capital && IsSmall(before) ? -3 : 0),
            Kind.Symbol => left && right ? -4 : left ? -1 : 0,
            _ => 0,
        };
    }

    private double Foreign(Kind kind, byte before, byte after)
    {
        if (kind is not (Kind.Small or Kind.Capital))
        {
            return kind == Kind.Symbol && (_kinds[before] is Kind.Small || _kinds[after] is Kind.Small) ? -3 : 0;
        }
        return (char.IsAsciiLetter((char)before) ? -4 : 0) + (char.IsAsciiLetter((char)after) ? -4 : 0)
            + (kind == Kind.Capital && _kinds[before] == Kind.Small ? -4 : 0)
            + (kind == Kind.Small && _kinds[before] == Kind.Capital && _kinds[after] == Kind.Capital ? -2 : 0)
            + (_kinds[before] == Kind.None && _kinds[after] == Kind.None ? -0.5 : 0);
    }

    private bool IsWord(byte value) => char.IsAsciiLetter((char)value) || _kinds[value] is Kind.Small or Kind.Capital;

    private bool IsSmall(byte value) => char.IsAsciiLetterLower((char)value) || _kinds[value] is Kind.Small;

    private static bool IsMark(char meant) =>
        meant is '\u00A0' or '«' or '»' or '“' or '”' or '„' or '‘' or '’' or '–' or '—' or '…'
            or '•' or '·' or '©' or '®' or '°' or '™' or '€' or '£' or '§' or '№' or '\u00AD' or '×' or '´';
}
