namespace Portal.Web.Features.Search;

/// <summary>Wires the search page.</summary>
public static class SearchFeature
{
    public static IServiceCollection AddSearch(this IServiceCollection services) => services.AddScoped<Finder>().AddScoped<Results>();
}
