// valid
package corpus;

import io.featureflags.FeatureToggle;
import org.springframework.stereotype.Component;

interface Repository<T, K> {

    T find(K key);

    default T get(K key) {
        return find(key);
    }
}

@Component
@FeatureToggle(value = "new_store", fallbackType = OldStore.class)
class Store implements Repository<String, Long> {

    @Override
    public String find(Long key) {
        return "new";
    }

    @Override
    public String get(Long key) {
        return "new";
    }
}

@Component
class OldStore implements Repository<String, Long> {

    @Override
    public String find(Long key) {
        return "old";
    }

    @Override
    public String get(Long key) {
        return "old";
    }
}
