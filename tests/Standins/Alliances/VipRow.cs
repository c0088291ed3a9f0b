using System.Globalization;
using System.Text.Json.Nodes;

namespace Daogou.Standins.Alliances;

/// <summary>A return of an order at Vipshop.</summary>
/// <param name="Status">1 in progress, 2 done, 3 cancelled.</param>
/// <param name="Yuan">The commission that it takes, yuan.</param>
public sealed record VipReturn(int Status, decimal Yuan, DateTimeOffset AppliedAt, DateTimeOffset? FinishedAt);

/// <summary>One order as Vipshop keeps it; amounts in yuan.</summary>
public sealed record VipRow
{
    public required string OrderSn { get; init; }

    public required DateTimeOffset OrderTime { get; init; }

    public DateTimeOffset LastUpdateTime { get; init; }

    public required int Status { get; init; }

    public string SubStatusName { get; init; } = "已付款";

    public int Settled { get; init; }

    public decimal Commission { get; init; }

    public decimal TotalCost { get; init; }

    public int BlackOrder { get; init; }

    public string StatParam { get; init; } = "";

    public IReadOnlyList<VipReturn> Returns { get; init; } = [];

    /// <summary>Whether the list of lines is left out, as it is for some orders.</summary>
    public bool HidesLines { get; init; }

    internal JsonNode Written()
    {
        var row = new JsonObject
        {
            ["orderSn"] = OrderSn,
            ["status"] = Status,
            ["orderSubStatusName"] = SubStatusName,
            ["settled"] = Settled,
            ["orderTime"] = OrderTime.ToUnixTimeMilliseconds(),
            ["signTime"] = 0,
            ["settledTime"] = 0,
            ["lastUpdateTime"] = LastUpdateTime.ToUnixTimeMilliseconds(),
            ["commission"] = Yuan(Commission),
            ["commissionTotalCost"] = Yuan(TotalCost),
            ["totalCost"] = Yuan(TotalCost),
            ["statParam"] = StatParam,
            ["fdsBlackOrder"] = BlackOrder,
            ["DeductionCommission"] = "0.00",
        };
        if (!HidesLines)
        {
            var line = new JsonObject
            {
                ["goodsId"] = "6920010101010101",
                ["goodsName"] = "羊毛衫",
                ["goodsCount"] = 1,
                ["commission"] = Yuan(Commission),
            };
            if (Returns.Count > 0)
            {
                line["afterSaleInfo"] = new JsonArray([.. Returns.Select((one, index) => new JsonObject
                {
                    ["afterSaleSn"] = $"{OrderSn}r{index.ToString(CultureInfo.InvariantCulture)}",
                    ["afterSaleStatus"] = one.Status,
                    ["afterSaleType"] = 1,
                    ["afterSaleChangedCommission"] = Yuan(one.Yuan),
                    ["afterSaleFinishTime"] = one.FinishedAt?.ToUnixTimeMilliseconds() ?? 0,
                })]);
            }
            row["detailList"] = new JsonArray(line);
        }
        return row;
    }

    private static string Yuan(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);
}
