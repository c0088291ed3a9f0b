using Microsoft.AspNetCore.Components;

namespace Daogou.Api.Console;

/// <summary>What every page of the console has at hand: the language, the clock's zone and the stop signal of its request.</summary>
public abstract class ConsolePage : ComponentBase
{
    [Inject]
    public required Speech Speech { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [CascadingParameter]
    public required HttpContext Http { get; set; }

    protected CancellationToken Stopping => Http.RequestAborted;

    protected string Language => Speech.Language;

    /// <summary>The words of the reader's language.</summary>
    protected string T(string en, string zh) => Speech.In(en, zh);
}
