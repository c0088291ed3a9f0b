namespace Daogou.Core.Networks.Platforms;

/// <summary>One platform is one programme: its shops' hosts, its tracked links' hosts, and its policy from the settings.</summary>
internal sealed class PlatformProgramme(string key, PlatformOptions options, IReadOnlyList<string> shops, IReadOnlyList<string> linkHosts, bool allowsRedirect = true, int? priceLifeHours = null)
{
    private readonly Programme _programme = new()
    {
        Network = key,
        Merchant = key,
        Hosts = shops,
        CommissionBp = options.CommissionBp,
        AllowsRebate = options.AllowsRebate,
        AllowsChat = options.AllowsChat,
        AllowsRedirect = allowsRedirect,
        PriceLifeHours = priceLifeHours,
        Disclosure = options.Disclosure,
        ForbiddenWords = [.. options.ForbiddenWords],
    };

    public IReadOnlyList<Programme> All => [_programme];

    public Programme? For(Uri product) => HostList.Covers(_programme.Hosts, product) ? _programme : null;

    public bool MayLeadTo(Uri destination) => HostList.Covers(linkHosts, destination);

    /// <summary>A link from a call, or the refusal that a failed call comes to.</summary>
    public static async Task<DeepLink> LinkAsync(string name, Func<Task<DeepLink>> make, Func<string, (string Zh, string En)?> wordsOf)
    {
        try
        {
            return await make();
        }
        catch (PlatformRefusedException e)
        {
            var (zh, en) = wordsOf(e.Fault.Code) ?? ($"{e.Fault.Words}（{e.Fault.Code}）", $"{e.Fault.Words} ({e.Fault.Code})");
            return DeepLink.Refused(zh, en);
        }
        catch (NetworkUnavailableException)
        {
            return DeepLink.Refused($"{name} 暂时没有应答，请过几分钟再试。", $"{name} does not answer just now; try again in a few minutes.");
        }
    }

    public PollPlan Plan(TimeSpan window) => new(
        TimeSpan.FromSeconds(options.EverySeconds), TimeSpan.FromMinutes(options.OverlapMinutes), TimeSpan.FromDays(options.FirstDays), window);

    /// <summary>Once a night everything of the last days again: what moved no update time, and what was written too late.</summary>
    public PollPlan Sweep(TimeSpan window) => new(TimeSpan.FromDays(1), TimeSpan.FromDays(options.SweepDays), TimeSpan.Zero, window);
}
