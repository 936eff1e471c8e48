using Portal.Web.Persistence;

namespace Portal.Web.Searching;

/// <summary>Wires the search, with the index of the database that is used.</summary>
public static class SearchingRegistration
{
    public static WebApplicationBuilder AddSearching(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IFullTextIndex>(s => s.GetRequiredService<DatabaseOptions>().IsPostgres ? new PostgresFullText() : new SqliteFullText())
            .AddScoped<SearchRebuild>();
        return builder;
    }
}
