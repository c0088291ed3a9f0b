using System.Globalization;
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

    /// <summary>This page's address with one word of its query changed.</summary>
    protected string With(string name, object value) => Http.Request.Path + QueryString.Create(
    [
        .. Http.Request.Query.Where(pair => pair.Key != name).Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value.ToString())),
        KeyValuePair.Create(name, Convert.ToString(value, CultureInfo.InvariantCulture)),
    ]);

    /// <summary>The words of the reader's language.</summary>
    protected string T(string en, string zh) => Speech.In(en, zh);
}
