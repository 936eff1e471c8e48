namespace Portal.Web.Files.Stores;

/// <summary>Wires the store of evidence and packs.</summary>
public static class StoresRegistration
{
    public static IServiceCollection AddStores(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection("Storage").Get<StorageOptions>() ?? new StorageOptions();
        services.AddSingleton(s => options.Open(s.GetRequiredService<DataDirectory>().Root));
        services.AddSingleton(s => new EvidenceStore(s.GetRequiredService<IContentStore>(), s.GetRequiredService<DataDirectory>().Root));
        services.AddSingleton<StoreHealth>().AddHealthChecks().AddCheck<StoreHealth>("store");
        return services;
    }
}
