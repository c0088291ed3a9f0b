namespace Daogou.Api.Hosting;

/// <summary>What a start of the product may differ in: the command line, the demo and the tests fill it.</summary>
public sealed record DaogouHostArguments
{
    /// <summary>Settings laid over the files and the environment, as <c>Section:Key</c>.</summary>
    public IReadOnlyDictionary<string, string?> ConfigurationOverrides { get; init; } = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Settings file to read; null for <c>appsettings.json</c> in the working directory, where there is one.</summary>
    public string? SettingsFile { get; init; }

    /// <summary>False for the demo and the tests: neither files, secrets nor environment, only the overrides.</summary>
    public bool ReadsSurroundings { get; init; } = true;

    /// <summary>The clock of the business.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    public Roles Roles { get; init; } = Roles.All;

    /// <summary>Addresses to listen on instead of <c>Api:Listen</c>; <c>http://127.0.0.1:0</c> takes a free port.</summary>
    public IReadOnlyList<string> Urls { get; init; } = [];

    /// <summary>Runs after the product's own registrations, so that it can replace and add.</summary>
    public Action<IServiceCollection, IConfiguration>? Services { get; init; }

    /// <summary>Adds open routes of its own (the demo's chat room); a route that must be closed says so itself.</summary>
    public Action<IEndpointRouteBuilder>? Map { get; init; }

    /// <summary>True for commands whose output is read by others: only warnings are logged, and beside the output.</summary>
    public bool LogsToError { get; init; }

    /// <summary>False for commands that only look something up beside a running program.</summary>
    public bool TakesInstanceLock { get; init; } = true;
}

/// <summary>The parts of the product that a process runs.</summary>
[Flags]
public enum Roles
{
    None = 0,
    Api = 1,
    Bot = 2,
    Crawler = 4,
    All = Api | Bot | Crawler,
}
