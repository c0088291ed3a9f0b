namespace Daogou.Core.Orders;

/// <summary>What a network calls one item of one order; written <c>network/orderNo/itemNo</c>, a slash within a number as <c>%2F</c>.</summary>
public readonly record struct OrderKey(string Network, string OrderNo, string ItemNo)
{
    /// <summary>The order's name in the ledger.</summary>
    public string Subject => $"order:{this}";

    public override string ToString() => $"{Network}/{Escaped(OrderNo)}/{Escaped(ItemNo)}";

    /// <summary>Reads what <see cref="ToString"/> writes, with or without <c>order:</c> before it; the item may be left out when it is 1.</summary>
    public static OrderKey? TryParse(string text)
    {
        var parts = (text.StartsWith("order:", StringComparison.Ordinal) ? text[6..] : text).Split('/');
        return parts switch
        {
            [{ Length: > 0 } network, { Length: > 0 } orderNo] => new OrderKey(network, Unescaped(orderNo), "1"),
            [{ Length: > 0 } network, { Length: > 0 } orderNo, { Length: > 0 } itemNo] => new OrderKey(network, Unescaped(orderNo), Unescaped(itemNo)),
            _ => null,
        };
    }

    private static string Escaped(string number) =>
        number.Replace("%", "%25", StringComparison.Ordinal).Replace("/", "%2F", StringComparison.Ordinal);

    private static string Unescaped(string number) =>
        number.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase).Replace("%25", "%", StringComparison.Ordinal);
}
