using Daogou.Core.Ledger;

namespace Daogou.Api.Console;

/// <summary>The ledger can be checked; nothing of it can be changed here.</summary>
internal static class LedgerActs
{
    public static void Map(IEndpointRouteBuilder acts) =>
        acts.MapAct("/ledger/verify", "ledger.verify", async act =>
        {
            var report = await act.Service<Verification>().RunAsync(act.CancellationToken);
            act.Subject = "ledger";
            return report.Sound
                ? Said.Done(act.In($"Sound: {report.Entries} entries balance and follow one another.", $"正确：{report.Entries} 条分录借贷平衡、哈希相连。"))
                : Said.Refused(string.Join("; ", report.Findings.Take(3).Select(finding => finding.ToText(act.Speech.Language))));
        });
}
