using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Daogou.Core.Networks.Policies;

/// <summary>The policies that the product ships, and what they leave of a programme's settings.</summary>
public sealed class PolicyBook(IReadOnlyList<ProgrammePolicy> policies)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(allowIntegerValues: false) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private readonly ConditionalWeakTable<Programme, Programme> _narrowed = [];

    public static PolicyBook Shipped { get; } = new(Load());

    public IReadOnlyList<ProgrammePolicy> All => policies;

    /// <summary>What is known of a programme: by its network's key, its network's click host, and its shop; of several the narrowest.</summary>
    public ProgrammePolicy For(INetwork network, Programme programme) => policies
        .Where(policy => policy.Networks.Contains(network.Key, StringComparer.Ordinal)
            || policy.Hosts.Any(host => programme.Hosts.Any(shop => Uri.TryCreate($"https://{shop}/", UriKind.Absolute, out var address) && HostList.Covers([host], address)))
            || policy.LinkHosts.Any(host => network.MayLeadTo(new Uri($"https://{host}/"))))
        .Aggregate(ProgrammePolicy.Unknown, (known, policy) => known.And(policy));

    /// <summary>The programme as the settings have it, less what its policy forbids.</summary>
    public Programme Narrow(INetwork network, Programme programme) => _narrowed.GetValue(programme, given =>
    {
        var policy = For(network, given);
        return given with
        {
            AllowsRebate = given.AllowsRebate && policy.Rebate != Allowance.No,
            AllowsChat = given.AllowsChat && policy.Chat != Allowance.No,
            AllowsRedirect = given.AllowsRedirect && policy.Redirect != Allowance.No,
            PriceLifeHours = ProgrammePolicy.Narrower(given.PriceLifeHours, policy.PriceHours),
            ForbiddenWords = [.. given.ForbiddenWords.Union(policy.ForbiddenWords, StringComparer.OrdinalIgnoreCase)],
            Policy = policy,
            Asked = given,
        };
    });

    private static IReadOnlyList<ProgrammePolicy> Load()
    {
        using var file = typeof(PolicyBook).Assembly.GetManifestResourceStream("policies.json")!;
        return JsonSerializer.Deserialize<List<ProgrammePolicy>>(file, Json)!;
    }
}
