using Microsoft.AspNetCore.Routing;

namespace Daogou.Standins.Alliances;

/// <summary>One platform's double: its addresses, and what a person needs to point settings at it.</summary>
public interface IAllianceDouble
{
    /// <summary>A line for the console: address, key, secret.</summary>
    string Hint(Uri server);

    void Map(IEndpointRouteBuilder app);
}
