using System.Globalization;
using System.Text.Json.Nodes;

namespace Daogou.Standins.Alliances;

/// <summary>One order as Kuaishou keeps it; amounts in fen.</summary>
public sealed record KuaishouRow
{
    public required string Oid { get; init; }

    public required DateTimeOffset CreateTime { get; init; }

    public DateTimeOffset UpdateTime { get; init; }

    public int Status { get; init; } = 30;

    public long SettlementAmount { get; init; }

    public long PaymentFee { get; init; }

    public long EstimatedIncome { get; init; }

    public long TechServiceAmount { get; init; }

    public string Comments { get; init; } = "";

    /// <summary>A second product of the order, with comments of its own.</summary>
    public string? SecondComments { get; init; }

    internal JsonObject Written()
    {
        var products = new JsonArray(Product(Comments, EstimatedIncome, TechServiceAmount));
        if (SecondComments is { } second)
        {
            products.Add(Product(second, 0, 0));
        }
        return new JsonObject
        {
            ["cpsOrderStatus"] = Status,
            ["orderCreateTime"] = CreateTime.ToUnixTimeMilliseconds(),
            ["updateTime"] = UpdateTime.ToUnixTimeMilliseconds(),
            ["settlementAmount"] = SettlementAmount,
            ["cpsKwaimoneyOrderProductView"] = products,
        };
    }

    private JsonObject Product(string comments, long income, long fee) => new()
    {
        ["oid"] = long.TryParse(Oid, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : Oid,
        ["itemTitle"] = "东北大米 5kg",
        ["itemPicUrl"] = "https://u1-201.ecukwai.com/x.jpg",
        ["paymentFee"] = PaymentFee,
        ["num"] = 1,
        ["estimatedIncome"] = income,
        ["techServiceAmount"] = fee,
        ["comments"] = comments,
    };
}
