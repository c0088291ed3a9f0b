using System.Globalization;
using System.Text.Json.Nodes;

namespace Daogou.Standins.Alliances;

/// <summary>One item of an order as JD keeps it; amounts in yuan.</summary>
public sealed record JdRow
{
    /// <summary>Order and item in one: the row's own key.</summary>
    public required string Id { get; init; }

    public required string OrderId { get; init; }

    public string ParentId { get; init; } = "0";

    public required DateTimeOffset OrderTime { get; init; }

    public DateTimeOffset? FinishTime { get; init; }

    public DateTimeOffset ModifyTime { get; init; }

    public required int ValidCode { get; init; }

    public decimal EstimateCosPrice { get; init; }

    public decimal EstimateFee { get; init; }

    public decimal ActualCosPrice { get; init; }

    public decimal ActualFee { get; init; }

    /// <summary>Empty before the receipt; written as <c>0</c>.</summary>
    public string PayMonth { get; init; } = "0";

    /// <summary>Commission by day of payment, <c>20261220:1.5</c>.</summary>
    public IReadOnlyList<(string Day, decimal Yuan)> Balance { get; init; } = [];

    public int SkuFrozenNum { get; init; }

    public string SubUnionId { get; init; } = "";

    internal JsonNode Written() => new JsonObject
    {
        ["id"] = Id,
        ["orderId"] = long.Parse(OrderId, CultureInfo.InvariantCulture),
        ["parentId"] = long.Parse(ParentId, CultureInfo.InvariantCulture),
        ["orderTime"] = Wire.Beijing(OrderTime),
        ["finishTime"] = FinishTime is { } finish ? Wire.Beijing(finish) : "",
        ["modifyTime"] = Wire.Beijing(ModifyTime),
        ["validCode"] = ValidCode,
        ["skuId"] = 100012043978,
        ["skuName"] = "电热水壶 1.5L",
        ["skuNum"] = 1,
        ["skuReturnNum"] = 0,
        ["skuFrozenNum"] = SkuFrozenNum,
        ["estimateCosPrice"] = EstimateCosPrice,
        ["estimateFee"] = EstimateFee,
        ["actualCosPrice"] = ActualCosPrice,
        ["actualFee"] = ActualFee,
        ["payMonth"] = PayMonth,
        ["balanceExt"] = Balance.Count == 0 ? "" : $"{{{string.Join(',', Balance.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Day}:{pair.Yuan}")))}}}",
        ["subUnionId"] = SubUnionId,
        ["goodsInfo"] = new JsonObject { ["shopName"] = "京东自营" },
    };
}
