using System.Text.Json;
using Daogou.Crawler.Feeds;

namespace Daogou.Crawler.Inspect;

/// <summary><c>inspect table</c>: the rows of a delimited file, its header among them, <c>{body: base64, format?}</c> with csv, tsv or a delimiter as format.</summary>
public sealed class TableInspection : IInspection
{
    public string Kind => "table";

    public object Answer(JsonElement line, CancellationToken cancellationToken)
    {
        var body = InspectionLine.Body(line);
        var delimiter = InspectionLine.Optional(line, "format")?.ToLowerInvariant() switch
        {
            null or "" => (char?)null,
            "csv" => ',',
            "tsv" or "tab" => '\t',
            "ssv" or "semicolon" => ';',
            "psv" or "pipe" => '|',
            [var one] => one,
            var other => throw new InspectionException($"\"format\" is \"{other}\"; accepts csv, tsv, semicolon, pipe or one character."),
        };
        var text = CharsetDecision.Decode(body, null).Text;
        var table = DelimitedText.Read(text, delimiter ?? DelimitedText.Guess(text));
        return new { table.Rows, Errors = table.Faults.Select(fault => new { fault.Row, fault.Message }) };
    }
}
