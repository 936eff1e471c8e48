using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Portal.WebTests.Infrastructure;

/// <summary>Every page of the running portal, read from its endpoint list, so that a test of all pages also tests those not written yet.</summary>
public static class PortalPages
{
    /// <summary>In front of files that were built after the list of them was made.</summary>
    private const string StaticFiles = "{**path:file}";

    public static async Task<IReadOnlyList<PortalPageEndpoint>> AllAsync(PortalHost host)
    {
        var loader = host.Services.GetRequiredService<PageLoader>();
        var pages = new List<PortalPageEndpoint>();
        foreach (var endpoint in host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            // What stands on the page model is known only of a page that was compiled.
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } descriptor)
            {
                pages.Add(new PortalPageEndpoint(endpoint.RoutePattern, await loader.LoadAsync(descriptor, endpoint.Metadata)));
            }
        }

        pages.Count.ShouldBeGreaterThan(40);
        return pages;
    }

    /// <summary>Endpoints that are no page and no file of the front end.</summary>
    public static IReadOnlyList<RouteEndpoint> Others(PortalHost host) =>
    [
        .. host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<PageActionDescriptor>() is null && !e.RoutePattern.RawText!.StartsWith("lib/", StringComparison.Ordinal) && e.RoutePattern.RawText != StaticFiles),
    ];
}

/// <summary>One page at one of its addresses.</summary>
public sealed class PortalPageEndpoint(RoutePattern route, CompiledPageActionDescriptor page)
{
    /// <summary>Folder and name, such as <c>/SelfAssessments/Answer</c>.</summary>
    public string Name => page.ViewEnginePath;

    public IReadOnlyList<string> Policies => [.. page.EndpointMetadata.OfType<IAuthorizeData>().Select(a => a.Policy ?? "")];

    public bool IsForAnybody => page.EndpointMetadata.OfType<IAllowAnonymous>().Any();

    /// <summary>Names of its handlers of a method; the one without a name is empty.</summary>
    public IReadOnlyList<string> Handlers(string method) =>
        [.. page.HandlerMethods.Where(h => h.HttpMethod.Equals(method, StringComparison.OrdinalIgnoreCase)).Select(h => h.Name ?? "")];

    /// <summary>What stands in the address.</summary>
    public IReadOnlyList<Asked> InRoute => [.. route.Parameters.Select(p => new Asked(Name, p.Name, TypeOf(p.Name), p.IsOptional))];

    /// <summary>What may be asked for behind the address.</summary>
    public IReadOnlyList<Asked> InQuery => [.. BoundFromQuery().Where(a => InRoute.All(r => !Same(r.Name, a.Name))).DistinctBy(a => a.Name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>The address with these values.</summary>
    /// <param name="values">A value for each parameter of the route, in its order.</param>
    public string Address(IEnumerable<string> values)
    {
        var given = new Queue<string>(values);
        return "/" + string.Join('/', route.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternSeparatorPart separator => separator.Content,
            _ => given.Dequeue(),
        }))));
    }

    public override string ToString() => $"{Name} at /{route.RawText}";

    private IEnumerable<Asked> BoundFromQuery()
    {
        var opening = new ActionContext { HttpContext = new DefaultHttpContext { Request = { Method = HttpMethods.Get } } };
        foreach (var property in page.BoundProperties.Where(p => p.BindingInfo?.BindingSource is { } source
            ? source == BindingSource.Query
            : p.BindingInfo?.RequestPredicate?.Invoke(opening) == true))
        {
            yield return new Asked(Name, property.BindingInfo!.BinderModelName ?? property.Name, property.ParameterType, true);
        }

        foreach (var parameter in page.HandlerMethods.Where(h => h.HttpMethod == "Get").SelectMany(h => h.Parameters).Where(p => p.ParameterType != typeof(CancellationToken)))
        {
            yield return new Asked(Name, parameter.BindingInfo?.BinderModelName ?? parameter.Name, parameter.ParameterType, true);
        }
    }

    private Type TypeOf(string parameter) =>
        page.BoundProperties.FirstOrDefault(p => Same(p.BindingInfo?.BinderModelName ?? p.Name, parameter))?.ParameterType
        ?? page.HandlerMethods.SelectMany(h => h.Parameters).FirstOrDefault(p => Same(p.BindingInfo?.BinderModelName ?? p.Name, parameter))?.ParameterType
        ?? typeof(string);

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    /// <summary>A value that a page takes from its address.</summary>
    /// <param name="Page">The page.</param>
    /// <param name="Name">Its name in the address.</param>
    /// <param name="Type">What it is read as.</param>
    /// <param name="IsOptional">Whether the page opens without.</param>
    public sealed record Asked(string Page, string Name, Type Type, bool IsOptional);
}
