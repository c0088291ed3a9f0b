namespace Daogou.Core.Networks.Platforms;

/// <summary>What kind of no a platform said.</summary>
internal enum FaultKind
{
    /// <summary>It lets us in again later; nothing was wrong with the call.</summary>
    Limit = 1,

    /// <summary>Its own trouble; the same call may do in a moment.</summary>
    Passing = 2,

    /// <summary>Our call, our account or our clock; asking again is of no use.</summary>
    Ours = 3,
}

/// <param name="Code">The platform's code, as it wrote it.</param>
/// <param name="Words">Its words.</param>
/// <param name="Wait">How long it wants to be left alone, where it said so.</param>
internal sealed record PlatformFault(FaultKind Kind, string Code, string Words, TimeSpan? Wait = null);

/// <summary>A platform refused a call. The message is for the operator and holds no secret.</summary>
internal sealed class PlatformRefusedException(string message, PlatformFault fault) : Exception(message)
{
    public PlatformFault Fault { get; } = fault;
}
