using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;

namespace Daogou.Api.Cli;

/// <summary>Where a command prints: tables for people, or one JSON object a line for programs.</summary>
public sealed class Terminal
{
    private const int WidthOfAFile = 160;

    private static readonly JsonSerializerOptions Lines = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    private readonly TextWriter _out;
    private readonly IAnsiConsole _console;

    public Terminal(TextWriter output, TextWriter error, bool isInteractive)
    {
        (_out, Error, IsInteractive) = (output, error, isInteractive);
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isInteractive ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isInteractive ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isInteractive ? InteractionSupport.Detect : InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        if (!isInteractive)
        {
            _console.Profile.Width = WidthOfAFile;
        }
    }

    public TextWriter Error { get; }

    /// <summary>Whether a person watches: only then is there colour and a progress bar.</summary>
    public bool IsInteractive { get; }

    public static Terminal OfProcess() => new(System.Console.Out, System.Console.Error, !System.Console.IsOutputRedirected);

    public void Line(string text = "") => _out.WriteLine(text);

    /// <summary>A text as it is, with its own line ends.</summary>
    public void Raw(string text) => _out.Write(text);

    public void Fault(string text) => Error.WriteLine(text);

    /// <summary>One JSON object on a line of its own.</summary>
    public void Json(object value) => _out.WriteLine(JsonSerializer.Serialize(value, Lines));

    /// <summary>A heading in bold where there is a person to see it.</summary>
    public void Heading(string text) => _console.MarkupLine($"[bold]{Markup.Escape(text)}[/]");

    /// <summary>A table; a column whose name begins with <c>&gt;</c> stands to the right.</summary>
    public void Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string?>> rows)
    {
        var table = new Table().Border(TableBorder.Rounded);
        foreach (var column in columns)
        {
            var right = column.StartsWith('>');
            var made = new TableColumn(Markup.Escape(right ? column[1..] : column)) { Alignment = right ? Justify.Right : Justify.Left };
            table.AddColumn(made);
        }
        foreach (var row in rows)
        {
            table.AddRow([.. row.Select(cell => new Text(cell ?? ""))]);
        }
        _console.Write(table);
    }

    /// <summary>Work that takes a while, with a bar where a person watches. The work tells the share that is done, 0 to 1.</summary>
    public async Task<T> ProgressAsync<T>(string what, Func<Action<double>, Task<T>> work)
    {
        if (!IsInteractive)
        {
            return await work(_ => { });
        }
        return await _console.Progress().AutoClear(true).StartAsync(progress =>
        {
            var task = progress.AddTask(Markup.Escape(what), maxValue: 1);
            return work(share => task.Value = share);
        });
    }
}
