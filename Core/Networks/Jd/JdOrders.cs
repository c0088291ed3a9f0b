using System.Globalization;
using Daogou.Core.Networks.Platforms;
using Daogou.Core.Orders;

namespace Daogou.Core.Networks.Jd;

/// <summary>
/// JD's rows as reports. A row is one item of an order (<c>id</c>), with amounts in yuan and Beijing times. JD has no refund list: it changes the row,
/// lowers <c>actualFee</c> and adds the difference to <c>balanceExt</c>.
/// </summary>
internal static class JdOrders
{
    /// <param name="network">The network's key.</param>
    /// <param name="row">The platform's row.</param>
    /// <param name="today">The day in Beijing: from the day in <c>payMonth</c> on an order is settled.</param>
    /// <returns>Null for an order that is not paid yet.</returns>
    public static ReportRow? Read(string network, PlatformRow row, DateOnly today)
    {
        var code = row.Whole("validCode") ?? throw PlatformRow.Lacks("validCode");
        if (code == 15)
        {
            return null;
        }
        var (status, reason, alert) = Status(code, SettledOn(row), today);
        // What is not settled waits while a return is open; later on JD corrects the amount.
        if (row.Whole("skuFrozenNum") > 0 && status is OrderStatus.Tracked or OrderStatus.Confirmed)
        {
            (status, reason) = (OrderStatus.Held, "售后处理中");
        }
        var isFinal = code == 17;
        var estimate = row.YuanAsFen("estimateFee") ?? 0;
        var commission = isFinal ? Final(row, out alert, alert) : estimate;
        if (commission < 0)
        {
            (commission, alert) = (0, string.Create(CultureInfo.InvariantCulture, $"{row.Id("id")}: the commission is below zero ({commission} fen) and is booked as nothing"));
        }
        var orderedAt = row.BeijingTime("orderTime") ?? throw PlatformRow.Lacks("orderTime");
        return new ReportRow(
            new OrderReport
            {
                Network = network,
                OrderNo = row.Id("orderId"),
                ItemNo = row.Id("id"),
                Status = status,
                StatusReason = reason,
                UpdatedAt = row.BeijingTime("modifyTime") ?? orderedAt,
                OrderedAt = orderedAt,
                Merchant = row.Text("goodsInfo.shopName"),
                Title = row.Text("skuName"),
                Quantity = (int)Math.Clamp(row.Whole("skuNum") ?? 1, 0, 1_000_000),
                SaleMinor = Math.Max(0, (isFinal ? row.YuanAsFen("actualCosPrice") : null) ?? row.YuanAsFen("estimateCosPrice") ?? 0),
                CommissionMinor = status == OrderStatus.Void ? 0 : commission,
                EstimateMinor = estimate,
                Currency = "CNY",
                ClickRef = row.Text("subUnionId"),
            },
            null)
        {
            Alert = alert,
        };
    }

    private static (OrderStatus Status, string? Reason, string? Alert) Status(long code, DateOnly? settledOn, DateOnly today) => code switch
    {
        16 or 24 => (OrderStatus.Tracked, null, null),
        17 => (settledOn <= today ? OrderStatus.Settled : OrderStatus.Confirmed, null, null),
        13 or (>= 25 and <= 28) => (OrderStatus.Void, Words(code), string.Create(CultureInfo.InvariantCulture, $"JD voided an order for a violation: validCode {code}, {Words(code)}")),
        (>= 2 and <= 11) or 14 or (>= 19 and <= 23) or 29 or 30 => (OrderStatus.Void, Words(code), null),
        _ => (OrderStatus.Held, $"京东状态码 {code} 未知", string.Create(CultureInfo.InvariantCulture, $"JD's validCode {code} is unknown; the order is held")),
    };

    /// <summary>JD's own meanings of <c>validCode</c>, shown to the member.</summary>
    private static string Words(long code) => code switch
    {
        2 => "无效：拆单",
        3 => "无效：取消",
        4 => "无效：京东帮帮主订单",
        5 => "无效：账号异常",
        6 => "无效：赠品类目",
        7 => "无效：校园订单",
        8 => "无效：企业订单",
        9 => "无效：团购订单",
        11 => "无效：乡村推广员下单",
        13 => "违规订单：其他",
        14 => "无效：来源与备案网址不符",
        19 => "无效：佣金比例为 0",
        20 => "无效：此复购订单对应的首购订单无效",
        21 => "无效：云店订单",
        22 => "无效：PLUS 会员佣金比例为 0",
        23 => "无效：支付有礼",
        25 => "违规订单：流量劫持",
        26 => "违规订单：流量异常",
        27 => "违规订单：违反京东平台规则",
        28 => "违规订单：多笔交易异常",
        29 => "无效：跨屏跨店",
        30 => "无效：累计件数超出类目上限",
        _ => "无效",
    };

    /// <summary><c>payMonth</c> is <c>0</c> before the receipt, then the day of payment, <c>20261220</c>.</summary>
    private static DateOnly? SettledOn(PlatformRow row) => row.Text("payMonth") switch
    {
        null or "0" => null,
        var text when DateOnly.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => day,
        var text => throw new RowUnreadableException($"its payMonth \"{text}\" is not a day such as 20261220."),
    };

    /// <summary>The final commission in fen; where <c>balanceExt</c> adds up to another one, the lower, and an operator hears of it.</summary>
    private static long Final(PlatformRow row, out string? alert, string? before)
    {
        var actual = row.YuanAsFen("actualFee") ?? throw PlatformRow.Lacks("actualFee");
        var paid = Balance(row.Text("balanceExt"));
        alert = paid is { } sum && sum != actual
            ? string.Create(CultureInfo.InvariantCulture, $"{row.Id("id")}: actualFee is {actual} fen, balanceExt adds up to {sum}; the lower is booked")
            : before;
        return Math.Min(actual, paid ?? actual);
    }

    /// <summary>The sum of <c>{20191020:10,20191120:-2}</c> in fen: yuan by day of payment, keys without quotes. Null for none or another form.</summary>
    internal static long? Balance(string? text)
    {
        if (text is not ['{', .. var inside, '}'] || inside.Trim().Length == 0)
        {
            return null;
        }
        var sum = 0m;
        foreach (var pair in inside.Split(','))
        {
            if (pair.Split(':') is not [var day, var amount]
                || !DateOnly.TryParseExact(day.Trim(' ', '"'), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
                || !decimal.TryParse(amount.Trim(' ', '"'), NumberStyles.Float, CultureInfo.InvariantCulture, out var yuan))
            {
                return null;
            }
            sum += yuan;
        }
        return (long)decimal.Truncate(sum * 100);
    }
}
