using System.Collections.Frozen;
using Daogou.Core.Orders;

namespace Daogou.Core.Networks;

/// <summary>The usual names of fields and statuses in networks' reports, Chinese and English. A network's settings come before them.</summary>
public static class ReportWords
{
    /// <summary>"Paid" is not among them: to some networks the buyer has paid, to others we have been.</summary>
    public static readonly FrozenDictionary<string, OrderStatus> Statuses = new Dictionary<string, OrderStatus>(StringComparer.OrdinalIgnoreCase)
    {
        ["tracked"] = OrderStatus.Tracked,
        ["pending"] = OrderStatus.Tracked,
        ["new"] = OrderStatus.Tracked,
        ["open"] = OrderStatus.Tracked,
        ["已付款"] = OrderStatus.Tracked,
        ["订单付款"] = OrderStatus.Tracked,
        ["待审核"] = OrderStatus.Tracked,
        ["待结算"] = OrderStatus.Tracked,
        ["confirmed"] = OrderStatus.Confirmed,
        ["approved"] = OrderStatus.Confirmed,
        ["accepted"] = OrderStatus.Confirmed,
        ["locked"] = OrderStatus.Confirmed,
        ["已确认"] = OrderStatus.Confirmed,
        ["已收货"] = OrderStatus.Confirmed,
        ["确认收货"] = OrderStatus.Confirmed,
        ["订单成功"] = OrderStatus.Confirmed,
        ["审核通过"] = OrderStatus.Confirmed,
        ["settled"] = OrderStatus.Settled,
        ["已结算"] = OrderStatus.Settled,
        ["订单结算"] = OrderStatus.Settled,
        ["void"] = OrderStatus.Void,
        ["cancelled"] = OrderStatus.Void,
        ["canceled"] = OrderStatus.Void,
        ["declined"] = OrderStatus.Void,
        ["rejected"] = OrderStatus.Void,
        ["reversed"] = OrderStatus.Void,
        ["invalid"] = OrderStatus.Void,
        ["returned"] = OrderStatus.Void,
        ["refunded"] = OrderStatus.Void,
        ["已失效"] = OrderStatus.Void,
        ["订单失效"] = OrderStatus.Void,
        ["无效"] = OrderStatus.Void,
        ["已取消"] = OrderStatus.Void,
        ["已退款"] = OrderStatus.Void,
        ["订单退款"] = OrderStatus.Void,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Names of each field, the surest first. They are compared by their letters and digits alone.</summary>
    public static readonly FrozenDictionary<ReportField, string[]> Names = new Dictionary<ReportField, string[]>
    {
        [ReportField.OrderNo] =
            ["order no", "order number", "order id", "transaction id", "action id", "order", "订单编号", "订单号", "父订单编号", "主订单编号", "主订单号"],
        [ReportField.ItemNo] =
            ["item no", "item number", "item id", "line id", "sub order id", "sku", "子订单编号", "子订单号", "商品编号", "商品id", "sku编号"],
        [ReportField.Status] = ["status", "order status", "state", "commission status", "订单状态", "状态", "结算状态", "审核状态"],
        [ReportField.StatusReason] = ["status reason", "reason", "decline reason", "note", "失效原因", "无效原因", "原因", "备注"],
        [ReportField.UpdatedAt] =
            ["updated at", "last updated", "update time", "modified at", "modified date", "locking date", "更新时间", "修改时间", "最后更新时间"],
        [ReportField.OrderedAt] =
            ["ordered at", "order time", "order date", "transaction date", "event date", "date", "下单时间", "付款时间", "创建时间", "订单创建时间"],
        [ReportField.Merchant] = ["merchant", "advertiser", "advertiser name", "shop", "store", "program", "店铺名称", "店铺", "商家", "商家名称"],
        [ReportField.Title] = ["title", "product name", "product", "item name", "商品名称", "商品标题", "商品信息", "宝贝标题"],
        [ReportField.Quantity] = ["quantity", "qty", "items", "商品数量", "购买数量", "数量"],
        [ReportField.Sale] =
            ["sale", "sale amount", "order amount", "amount", "order value", "付款金额", "实付金额", "成交金额", "订单金额", "计佣金额", "结算金额"],
        [ReportField.Commission] =
            ["commission", "commission amount", "payout", "earnings", "publisher commission", "结算佣金", "实际佣金", "佣金金额", "佣金", "预估佣金", "佣金收入", "预估佣金收入"],
        [ReportField.Currency] = ["currency", "currency code", "币种", "货币"],
        [ReportField.ClickRef] =
            ["click ref", "sub id", "sub id 1", "sid", "u1", "epi", "custom id", "pub ref", "跟踪标识", "点击标识", "子渠道标识", "自定义参数"],
    }.ToFrozenDictionary();

    /// <summary>A field's name in a sentence.</summary>
    public static string Name(ReportField field) => Names[field][0];

    /// <summary>Which of these headers is the field, -1 for none; the surest name wins.</summary>
    public static int Find(IReadOnlyList<string> headers, ReportField field) =>
        Find(headers, Names[field]);

    public static int Find(IReadOnlyList<string> headers, IEnumerable<string> names) =>
        names.Select(name => Bare(name)).Select(name => IndexOf(headers, name)).FirstOrDefault(index => index >= 0, -1);

    /// <summary>A header by its letters and digits, without the note of a unit: <c>Sale_Amount (CNY)</c> is <c>saleamount</c>.</summary>
    public static string Bare(string header)
    {
        var name = header.Trim().TrimStart('\uFEFF');
        var noteAt = name.IndexOfAny(['(', '（', '[']);
        var bare = string.Concat((noteAt > 0 ? name[..noteAt] : name).Where(char.IsLetterOrDigit)).ToLowerInvariant();
        return bare.Length > 5 && bare.EndsWith("minor", StringComparison.Ordinal) ? bare[..^5] : bare;
    }

    private static int IndexOf(IReadOnlyList<string> headers, string bare)
    {
        for (var index = 0; index < headers.Count; index++)
        {
            if (Bare(headers[index]) == bare)
            {
                return index;
            }
        }
        return -1;
    }
}
