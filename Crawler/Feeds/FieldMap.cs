using Daogou.Core.Deals;

namespace Daogou.Crawler.Feeds;

/// <summary>Puts the names of a source's fields to ours: the source's settings first, then the names that are common in the wild. For one reading.</summary>
internal sealed class FieldMap
{
    private const int LongestField = 65_536;

    /// <summary>Fields that only coupons have.</summary>
    private const RowField FirstOfCoupons = RowField.Code;

    private static readonly RowField[] ArePlain = [RowField.Title, RowField.Description, RowField.Brand, RowField.Category];

    private readonly FeedContext _context;
    private readonly string[][] _names;
    private readonly int[][] _slots;
    private int[][]? _present;
    private readonly string?[] _row = new string?[FieldNames.Usual.Count];
    private readonly bool[] _isPlain = new bool[FieldNames.Usual.Count];

    public FieldMap(FeedContext context)
    {
        _context = context;
        _names =
        [
            .. FieldNames.Usual.Select(field => context.Settings.Fields.TryGetValue(field.Ours, out var own)
                ? own.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                : field.Theirs),
        ];
        Names = [.. _names.SelectMany(names => names).Select(Slot).Distinct(StringComparer.Ordinal)];
        var slots = Names.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        _slots = [.. _names.Select(names => names.Select(name => slots[Slot(name)]).ToArray())];
        var plain = _slots.Index().Where(field => ArePlain.Contains((RowField)field.Index)).SelectMany(field => field.Item).ToHashSet();
        plain.ExceptWith(_slots.Index().Where(field => !ArePlain.Contains((RowField)field.Index)).SelectMany(field => field.Item));
        PlainSlots = [.. Names.Index().Select(slot => plain.Contains(slot.Index))];
    }

    /// <summary>The slots whose texts are for people only: who reads them may take the markup off at once (<see cref="PlainText"/>).</summary>
    public IReadOnlyList<bool> PlainSlots { get; }

    /// <summary>Every name that is asked for, once and in lower case; the place of each is its slot.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Whether all fields have the names that they usually have.</summary>
    public bool IsUsual => _context.Settings.Fields.Count == 0;

    /// <summary>Names that settings may map.</summary>
    public static IReadOnlyCollection<string> Known { get; } = [.. FieldNames.Usual.Select(field => field.Ours)];

    /// <summary>The row as an item, or a refusal when a field is too long to be believed.</summary>
    /// <param name="find">The text of a source's field, null when the row has none.</param>
    /// <param name="ownItem">Whether the key is the merchant's own item id (product feeds) or only the row's (news feeds).</param>
    public FeedRow ToRow(long row, Func<string, string?> find, bool ownItem)
    {
        string? tooLong = null;
        for (var field = 0; field < FieldCount; field++)
        {
            _row[field] = null;
            foreach (var name in _names[field])
            {
                if (find(name)?.Trim() is { Length: > 0 } text)
                {
                    tooLong = text.Length > LongestField ? name : tooLong;
                    (_row[field], _isPlain[field]) = (text, false);
                    break;
                }
            }
        }
        return Make(row, ownItem, tooLong);
    }

    /// <summary>The same from texts by the slots of <see cref="Names"/>, trimmed.</summary>
    /// <param name="hasPlainDescription">The description is without markup already.</param>
    /// <param name="hash">Of the row's bytes.</param>
    /// <param name="arePlain">Those of <see cref="PlainSlots"/> are without markup already.</param>
    public FeedRow ToRow(long row, string?[] texts, bool ownItem, bool hasPlainDescription = false, long? hash = null, bool arePlain = false)
    {
        string? tooLong = null;
        for (var field = 0; field < FieldCount; field++)
        {
            _row[field] = null;
            foreach (var slot in _slots[field])
            {
                if (texts[slot] is { Length: > 0 } text)
                {
                    tooLong = text.Length > LongestField ? Names[slot] : tooLong;
                    (_row[field], _isPlain[field]) = (text, arePlain && PlainSlots[slot]);
                    break;
                }
            }
        }
        return Make(row, ownItem, tooLong, hasPlainDescription, hash);
    }

    /// <summary>The same from a row of a table, of which only the fields that are taken are made texts.</summary>
    public FeedRow ToRow(long row, IRowTexts texts, bool ownItem, long? hash)
    {
        _present ??= [.. _slots.Select(slots => slots.Where(texts.Has).ToArray())];
        string? tooLong = null;
        for (var field = 0; field < FieldCount; field++)
        {
            _row[field] = null;
            foreach (var slot in _present[field])
            {
                if (texts.Text(slot) is { } text)
                {
                    tooLong = text.Length > LongestField ? Names[slot] : tooLong;
                    (_row[field], _isPlain[field]) = (text, PlainSlots[slot]);
                    break;
                }
            }
        }
        return Make(row, ownItem, tooLong, hash: hash);
    }

    /// <summary>A row that cannot be an item.</summary>
    public static FeedRow Malformed(long row, string detail, string? text) => new(row, null, Refusal.MalformedRow, detail, Shown(text));

    private int FieldCount => _context.Settings.Coupons ? _row.Length : (int)FirstOfCoupons;

    private FeedRow Make(long row, bool ownItem, string? tooLong, bool hasPlainDescription = false, long? hash = null)
    {
        var link = Resolve(Of(RowField.Link));
        var key = Of(RowField.Key) ?? link ?? Of(RowField.Title);
        var item = new FeedItem
        {
            Key = Cut(key ?? "", 500),
            Title = Plain(RowField.Title) ?? "",
            Link = link,
            MerchantItem = Of(RowField.Item) ?? (ownItem ? Of(RowField.Key) : null),
            Merchant = Of(RowField.Merchant),
            Price = Of(RowField.Price),
            ListPrice = Of(RowField.ListPrice),
            SalePrice = Of(RowField.SalePrice),
            SaleWindow = Of(RowField.SaleWindow),
            Currency = Of(RowField.Currency),
            Image = Resolve(Of(RowField.Image)),
            Description = hasPlainDescription ? Of(RowField.Description) : Plain(RowField.Description),
            Brand = Plain(RowField.Brand),
            Gtin = Of(RowField.Gtin),
            Mpn = Of(RowField.Mpn),
            Category = Plain(RowField.Category),
            Availability = Of(RowField.Availability),
            Shipping = Of(RowField.Shipping),
            ItemGroup = Of(RowField.Group),
            StartsAt = Of(RowField.Starts),
            EndsAt = Of(RowField.Ends),
            PublishedAt = Of(RowField.Published),
            Coupon = _context.Settings.Coupons ? Coupon() : null,
            Row = row,
        };
        return tooLong is not null
            ? new FeedRow(row, null, Refusal.FieldTooLong, $"{tooLong} is longer than {LongestField} characters", Shown(item.Title))
            : new FeedRow(row, item, null, null, null) { Hash = hash };
    }

    private CouponWords Coupon() => new()
    {
        Code = Of(RowField.Code),
        ClaimUrl = Resolve(Of(RowField.Claim)),
        Value = Of(RowField.Value) ?? (Of(RowField.Percent) is { } percent ? percent.TrimEnd('%', ' ') + "%" : null),
        Threshold = Of(RowField.Threshold),
        Stock = Of(RowField.Stock),
        Items = List(Of(RowField.Items)),
        Categories = List(Of(RowField.Categories)),
        IsForSome = string.Equals(Of(RowField.Applicability), "specific_products", StringComparison.OrdinalIgnoreCase),
    };

    private string? Of(RowField field) => _row[(int)field];

    private string? Plain(RowField field) => _isPlain[(int)field] ? _row[(int)field] : PlainText.Of(_row[(int)field]);

    private static string Slot(string name) => name.ToLowerInvariant() is var lower && lower.StartsWith("g:", StringComparison.Ordinal) ? lower[2..] : lower;

    private static string? Shown(string? text) => text is null ? null : Cut(text, 200);

    private static string Cut(string text, int longest) => text.Length > longest ? text[..longest] : text;

    private static IReadOnlyList<string> List(string? text) =>
        text?.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private string? Resolve(string? link) =>
        link is null || link.StartsWith("https://", StringComparison.Ordinal) || link.StartsWith("http://", StringComparison.Ordinal) ? link
        : Uri.TryCreate(link, UriKind.Absolute, out var absolute) && !absolute.IsFile ? link
        : !_context.Address.IsFile && Uri.TryCreate(_context.Address, link, out var resolved) ? resolved.AbsoluteUri
        : link;
}

/// <summary>The texts of a row of a table by the slots of a field map; those of <see cref="FieldMap.PlainSlots"/> are without markup.</summary>
internal interface IRowTexts
{
    /// <summary>Whether the table has a column for it at all.</summary>
    bool Has(int slot);

    /// <summary>Trimmed; null when the row has none.</summary>
    string? Text(int slot);
}
