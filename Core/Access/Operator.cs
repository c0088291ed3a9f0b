namespace Daogou.Core.Access;

/// <summary>A person who may use the console. There are no passwords: one signs in by a link that works once.</summary>
public sealed record Operator
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? DisabledAt { get; init; }
}
