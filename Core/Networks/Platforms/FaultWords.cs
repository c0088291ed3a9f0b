namespace Daogou.Core.Networks.Platforms;

/// <summary>What a platform's words mean where its codes are not published.</summary>
internal static class FaultWords
{
    /// <summary>A day's quota is not there again in a minute.</summary>
    private static readonly TimeSpan UntilTheNextLook = TimeSpan.FromHours(1);
    private static readonly string[] Limits = ["limit", "qps", "too many", "too frequent", "频繁", "频率", "限流", "超限", "次数"];
    private static readonly string[] Quotas = ["quota", "配额"];
    private static readonly string[] Passings = ["timeout", "time out", "internal", "system error", "service unavailable", "系统", "超时", "繁忙", "服务异常"];
    private static readonly string[] Clocks = ["timestamp", "时间戳"];

    public static PlatformFault Of(string code, string words) =>
        Has(words, Quotas) ? new PlatformFault(FaultKind.Limit, code, words, UntilTheNextLook)
        : Has(words, Limits) ? new PlatformFault(FaultKind.Limit, code, words)
        : Has(words, Clocks) ? new PlatformFault(FaultKind.Ours, code, words + " (check this machine's clock)")
        : Has(words, Passings) ? new PlatformFault(FaultKind.Passing, code, words)
        : new PlatformFault(FaultKind.Ours, code, words);

    private static bool Has(string words, string[] some) => some.Any(one => words.Contains(one, StringComparison.OrdinalIgnoreCase));
}
