// Made from openapi.json by "npm run client:build". SHA-256 of that file: 74b459563fe2e274f7afbb7b27fdbe6413167ed7aa821ae69058874cc22b1206

export interface paths {
    "/api/auth/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Creates an account. Returns no tokens: log in next. */
        post: operations["authRegister"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Opens a session; those on other devices stay. With two-factor on it needs a code too, and asks for it. */
        post: operations["authLogin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new access token for a refresh token, which stays valid unless `rotate` asks for a new one. */
        post: operations["authRefresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends the session of the refresh token. */
        post: operations["authLogout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/logout-all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends all sessions of the refresh token's account. */
        post: operations["authLogoutAll"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The account of this access token, as it is now. */
        get: operations["authVerify"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/verify-email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Verifies the address with the token from the registration mail and redirects to the storefront's login. */
        get: operations["accountTokensVerifyEmail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/forgot-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mails a link to choose a new password, valid for an hour. The response does not tell whether the account exists. */
        post: operations["accountTokensForgotPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/reset-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sets a new password with the token from the reset mail, which works once, and ends all sessions. */
        post: operations["accountTokensResetPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the account's sessions, one a device, newest first. */
        get: operations["sessionsList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/sessions/{sessionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends one session, also the current one. Its refresh token and its access token become invalid. */
        delete: operations["sessionsEnd"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The account behind the token, with its profile and how much of everything it has. */
        get: operations["usersProfile"];
        /** Changes names and bio. An absent field stays, an empty one is cleared. */
        put: operations["usersUpdate"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/profile/extended": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Changes phone, address and birth date. An absent field stays, an empty one is cleared. */
        put: operations["usersUpdateExtended"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/favorites": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the account's favourite cards, newest first. */
        get: operations["favoritesList"];
        put?: never;
        /** Adds a card to the favourites. */
        post: operations["favoritesAdd"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/favorites/{cardId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes a card out of the favourites, by the card's id. */
        delete: operations["favoritesRemove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/change-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Changes the password and ends all sessions, the current one too. */
        put: operations["changePasswordChange"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/shop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a storefront must know and should not have built in: currency, delivery, limits, categories, payment. */
        get: operations["shopDescribe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Products: a page of those that meet every filter given, newest first unless sorted otherwise. */
        get: operations["productsList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One product by its slug. */
        get: operations["productsGetBySlug"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products/notify-stock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks for one mail when a product, or one of its variants, is back in stock. */
        post: operations["stockAlertsAsk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products/notify-stock/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows the page behind the link of such a mail. */
        get: operations["stockAlertsShowCancel"];
        put?: never;
        /** Removes all alerts of the address that the link was mailed to. The link works for a year. */
        post: operations["stockAlertsCancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/checkout/create-session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Creates a checkout session for a cart. */
        post: operations["checkoutCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/checkout/verify-session/{sessionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns the order of a paid session. */
        get: operations["checkoutVerify"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/checkout/webhook": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Called by Stripe: creates the order of a paid session, and applies other events. */
        post: operations["stripeWebhookReceive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/promo/validate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Returns the discount of a promo code for a cart. Reserves nothing. */
        post: operations["promoValidate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the account's own orders, newest first. */
        get: operations["ordersListOwn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/orders/{orderId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows one of the account's own orders. */
        get: operations["ordersGetOwn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/{orderId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows an order to anyone with the link from its mails, and to its owner. */
        get: operations["trackingTrack"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/trade/sets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All sets of cards that have a logo or a symbol. */
        get: operations["cardsListSets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/trade/sets/{id}/cards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The cards of a set, by rarity, then by number. */
        get: operations["cardsListCards"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/collection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the account's cards, newest first, with numbers about the whole collection. */
        get: operations["collectionList"];
        put?: never;
        /**
         * Adds copies of a card. Those in the same language and condition add up, to 9999 at most. Languages are the same by code
         *     and name: `fr`, `Français`.
         */
        post: operations["collectionAdd"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/collection/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Changes quantity, condition, language and notes. An absent field stays, an empty one is cleared. The copies of another
         *     line with the same card, language and condition are added, and that line goes.
         */
        put: operations["collectionUpdate"];
        post?: never;
        /** Takes a line out of the collection, with all its copies. */
        delete: operations["collectionRemove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/trade-offers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the offers that the account made, or that were made to it, newest first. */
        get: operations["offersList"];
        put?: never;
        /** Offers a user, given by id or username, cards for cards. */
        post: operations["offersMake"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/trade-offers/{offerId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows an offer to one of its two parties. */
        get: operations["offersGet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/trade-offers/{offerId}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The receiver agrees. */
        post: operations["offersAccept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/trade-offers/{offerId}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The receiver refuses. */
        post: operations["offersReject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/trade-offers/{offerId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The creator calls the offer off. */
        post: operations["offersCancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reviews/product/{productId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A product's approved reviews, newest first, with their mean. */
        get: operations["reviewsList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reviews/can-review/{productId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the user may review a product: once, after buying it. */
        get: operations["reviewsCanReview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reviews a product that one has bought; it is shown once approved. */
        post: operations["reviewsCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reviews/{reviewId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Changes one's own review, which then has to be approved again. */
        put: operations["reviewsUpdate"];
        post?: never;
        /** Deletes one's own review. */
        delete: operations["reviewsDelete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/2fa/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether logging in asks for a code. */
        get: operations["twoFactorStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/2fa/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes a secret for an authenticator app (SHA-1, 6 digits, 30 seconds). The first valid code enables it. */
        post: operations["twoFactorSetup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/2fa/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks for a code at each login from now on, and ends the account's other sessions. Shows the recovery codes, once. */
        post: operations["twoFactorEnable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/2fa/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Turns it off: the password alone logs in again, and the recovery codes become invalid. */
        post: operations["twoFactorDisable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/2fa/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows the page behind the link "this was not me". */
        get: operations["twoFactorUndoShow"];
        put?: never;
        /** Removes the factor, ends all sessions and mails a link to choose a new password. Works once, for 7 days. */
        post: operations["twoFactorUndoUndo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gdpr/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything that the shop knows of the account behind the token, as a file to keep. */
        get: operations["exportExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gdpr/consent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the account agrees to, and since when. */
        get: operations["consentGet"];
        /** Gives consents or takes them back; at least one. An absent one stays. */
        put: operations["consentChange"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gdpr/delete-now": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Deletes the account permanently, now. Orders stay without a name; an open checkout session is ended. */
        delete: operations["deletionDeleteNow"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gdpr/delete-request": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Schedules the deletion of the account in 30 days. A second request does not postpone it; only cancel-delete stops
         *     it.
         */
        post: operations["deletionRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gdpr/cancel-delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancels the deletion: the account stays. */
        post: operations["deletionCancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gdpr/deletion-status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the account is to be deleted, and when. */
        get: operations["deletionStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/contact": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a message to the shop, which answers to the address given. */
        post: operations["contactSend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All orders, newest first. */
        get: operations["adminOrdersList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/orders/{orderId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One order with its history. */
        get: operations["adminOrdersGet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/orders/{orderId}/ship": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Marks an order as shipped. One that is shipped already stays, except for a missing tracking number. An order whose
         *     payment is disputed, or of which Stripe warns, needs `force`.
         */
        post: operations["adminOrdersShip"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/orders/{orderId}/deliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Marks an order as delivered. `force` is as for shipping, unless it was shipped before. */
        post: operations["adminOrdersDeliver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/orders/{orderId}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Sets the status, corrects the parcel, or marks the order as reviewed. CANCELLED and REFUNDED refund the payment at
         *     Stripe first, then restock the units that were not shipped.
         */
        patch: operations["adminOrdersChangeStatus"];
        trace?: never;
    };
    "/api/admin/orders/{orderId}/refunds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An order's refunds, newest first, including those made in Stripe's dashboard. */
        get: operations["orderRefundsList"];
        put?: never;
        /**
         * Refunds a part of an order: units of its lines, the shipping, or an amount. The refund of the last part makes the
         *     order REFUNDED. Units without any money left to refund are restocked with a refund of 0.
         */
        post: operations["orderRefundsRefund"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/orders/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Orders as CSV, a line of an order a row, oldest first: UTF-8 for spreadsheets, semicolons, amounts in euros. */
        get: operations["ordersExportExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Products with all their variants, newest first. */
        get: operations["adminProductsList"];
        put?: never;
        /** Adds a product with its pictures and variants. */
        post: operations["adminProductsCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/products/{productId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Changes a product. Variants that are given are all there are to be: with an id changed, without one new, those
         *     missing deleted, or taken out of sale when they were ever ordered.
         */
        put: operations["adminProductsUpdate"];
        post?: never;
        /** Deletes a product that nobody ever ordered. */
        delete: operations["adminProductsDelete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/products/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All products as CSV, a variant a row: UTF-8 for spreadsheets, semicolons, prices in euros. */
        get: operations["productCsvExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/products/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Creates and changes products by a CSV file, all rows or none. An empty cell changes nothing; `stock` is a count,
         *     `stock_delta` a difference.
         */
        post: operations["productCsvImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/upload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Uploads pictures, ten of 5 MB at most: JPEG, PNG, GIF or WebP, by their bytes. They are re-encoded without
         *     metadata. All are stored or none.
         */
        post: operations["uploadsUpload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/upload/{filename}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Removes a picture that no product shows. */
        delete: operations["uploadsRemove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/inventory": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Variants for sale, least stock first, and those that run low. */
        get: operations["inventoryList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/inventory/{variantId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Corrects a stock: to a count (`stock`), or by a difference (`delta`). */
        patch: operations["inventoryCorrect"];
        trace?: never;
    };
    "/api/admin/stock/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists where stock, ledger, orders, payments and refunds disagree. The same as `npm run stock:audit`. */
        get: operations["consistencyAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/promos": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Promo codes, newest first. */
        get: operations["adminPromosList"];
        put?: never;
        /** Adds a promo code. */
        post: operations["adminPromosCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/promos/{promoId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Changes a promo code; the code itself stays. */
        put: operations["adminPromosUpdate"];
        post?: never;
        /** Deletes a promo code. Open checkout sessions keep their discount. */
        delete: operations["adminPromosDelete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All reviews, newest first. */
        get: operations["adminReviewsList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/reviews/{reviewId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Deletes a review. */
        delete: operations["adminReviewsDelete"];
        options?: never;
        head?: never;
        /** Approves a review, or hides it again. */
        patch: operations["adminReviewsModerate"];
        trace?: never;
    };
    "/api/admin/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everybody's accounts, newest first. */
        get: operations["adminUsersList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/users/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One account with its profile, its last orders and how much of everything it has. */
        get: operations["adminUsersGet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Sets whether a user is an administrator and whether the address is verified. Takes effect at once. */
        patch: operations["adminUsersChange"];
        trace?: never;
    };
    "/api/admin/users/{userId}/reset-2fa": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Removes a customer's second factor, ends the account's sessions and mails its owner. */
        post: operations["adminTwoFactorReset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/stats/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many orders there are in which state, and the revenue. */
        get: operations["orderStatsGet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/dashboard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The shop at a glance: its figures, its latest orders and its best sellers. */
        get: operations["dashboardGet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/reports/sales": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was sold, by day, week or month of the shop's time zone (`SHOP_TIME_ZONE`); periods without a sale are left out. */
        get: operations["salesReportGet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the events that Stripe sent, newest first. */
        get: operations["adminEventsList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/events/{eventId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows one event with what Stripe sent. */
        get: operations["adminEventsGet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/events/{eventId}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Retries an event that is not applied; an applied one stays as it is. */
        post: operations["adminEventsReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/events/{eventId}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends the review of an event that a person has dealt with: it becomes `IGNORED`. */
        post: operations["adminEventsDismiss"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The audit log, newest first: who changed what and when, with the values before and after. */
        get: operations["auditList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process runs. */
        get: operations["healthAlive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process can serve: the database answers and has every migration, and the process is not shutting down. */
        get: operations["healthReady"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Metrics for Prometheus: process, requests, queues, jobs, calls to Stripe. With `METRICS_TOKEN` set it requires that as
         *     Bearer token; without one, development answers this machine alone, and production has no such route.
         */
        get: operations["metricsRead"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AcceptedPolicyResponse: {
            /** @example 2026-11 */
            version: string | null;
            /**
             * Format: date-time
             * @example null
             */
            acceptedAt: string | null;
        };
        AddFavoriteDto: {
            /** @example swsh3-136 */
            cardId: string;
            /** @example Fouinar */
            cardName: string;
            /** @example https://assets.tcgdex.net/fr/swsh/swsh3/136/low.webp */
            cardImage: string;
            /** @example Ténèbres Embrasées */
            cardSet: string;
        };
        AddItemDto: {
            /** @example swsh3-136 */
            cardId: string;
            /** @example Fouinar */
            cardName: string;
            /** @example https://assets.tcgdex.net/fr/swsh/swsh3/136/low.webp */
            cardImage?: string | null;
            /** @example Ténèbres Embrasées */
            cardSet?: string | null;
            /**
             * @description Copies, added to those that are there.
             * @default 1
             * @example 1
             */
            quantity: number | null;
            /** @example Proche du neuf */
            condition?: string | null;
            /** @example fr */
            language?: string | null;
            /** @example Échangée à Lyon, coin supérieur un peu usé. */
            notes?: string | null;
        };
        AdminImageResponse: {
            /** @example demo-etb-flammes-img-1 */
            id: string;
            /** @example demo-etb-flammes */
            productId: string;
            /** @example /uploads/7941bb2f256f79f8d8416164c9ca76db.webp */
            url: string;
            /** @example Le coffret fermé, une flamme sur la face */
            altText: string | null;
            /** @example 0 */
            position: number;
            /** Format: date-time */
            createdAt: string;
        };
        AdminOrderDetailResponse: {
            /**
             * @example CONFIRMED
             * @enum {string}
             */
            status: "PENDING" | "CONFIRMED" | "SHIPPED" | "DELIVERED" | "CANCELLED" | "REFUNDED";
            /**
             * @example PAID
             * @enum {string}
             */
            fulfillmentStatus: "PENDING" | "PAID" | "PREPARING" | "SHIPPED" | "DELIVERED" | "CANCELLED" | "REFUNDED";
            /**
             * @example null
             * @enum {string|null}
             */
            carrier: "COLISSIMO" | "MONDIAL_RELAY" | "CHRONOPOST" | "UPS" | "DHL" | "FEDEX" | "OTHER" | null;
            shippingAddress: components["schemas"]["ShippingAddressResponse"] | null;
            billingAddress: components["schemas"]["BillingAddressResponse"] | null;
            /** @description Null for a guest, and once the account is gone. */
            user: components["schemas"]["OrderOwnerResponse"] | null;
            /** @example false */
            needsReview: boolean;
            /**
             * @description Why somebody has to look at it.
             * @example null
             */
            reviewNote: string | null;
            /** @example cs_test_demo_7 */
            stripeSessionId: string | null;
            /** @example pi_demo_7 */
            paymentIntentId: string | null;
            /**
             * @description What went back or is on its way back.
             * @example 0
             */
            refundedCents: number;
            /**
             * @description What the buyer's bank took for good, by disputes.
             * @example 0
             */
            lostCents: number;
            /** @example demo-order-7 */
            id: string;
            /** @example demo-ondine */
            userId: string | null;
            /** @example BLVD-20261122-7K3M9QX2VB */
            orderNumber: string;
            /** @example null */
            trackingNumber: string | null;
            /** @example null */
            trackingUrl: string | null;
            /**
             * Format: date-time
             * @example null
             */
            shippedAt: string | null;
            /**
             * Format: date-time
             * @example null
             */
            deliveredAt: string | null;
            /** @example 10980 */
            subtotalCents: number;
            /** @example 0 */
            discountCents: number;
            /** @example null */
            promoCode: string | null;
            /** @example COLISSIMO_HOME */
            shippingMethod: string | null;
            /** @example 790 */
            shippingCost: number | null;
            /**
             * @description What was paid: subtotal − discount + shipping.
             * @example 11770
             */
            totalCents: number;
            /** @example EUR */
            currency: string;
            /**
             * @description Paid with a test key of Stripe: no money was taken.
             * @example false
             */
            isTest: boolean;
            /**
             * @description Stripe's name; `card` in the first minute.
             * @example card
             */
            paymentMethod: string | null;
            /** @example visa */
            paymentBrand: string | null;
            /** @example 4242 */
            paymentLast4: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            items: components["schemas"]["OrderItemResponse"][];
            /** @description Oldest first. */
            events: components["schemas"]["OrderEventResponse"][];
            /** @description Oldest first. */
            disputes: components["schemas"]["DisputeResponse"][];
            /** @description Oldest first. */
            paymentWarnings: components["schemas"]["PaymentWarningResponse"][];
        };
        AdminOrderResponse: {
            /**
             * @example CONFIRMED
             * @enum {string}
             */
            status: "PENDING" | "CONFIRMED" | "SHIPPED" | "DELIVERED" | "CANCELLED" | "REFUNDED";
            /**
             * @example PAID
             * @enum {string}
             */
            fulfillmentStatus: "PENDING" | "PAID" | "PREPARING" | "SHIPPED" | "DELIVERED" | "CANCELLED" | "REFUNDED";
            /**
             * @example null
             * @enum {string|null}
             */
            carrier: "COLISSIMO" | "MONDIAL_RELAY" | "CHRONOPOST" | "UPS" | "DHL" | "FEDEX" | "OTHER" | null;
            shippingAddress: components["schemas"]["ShippingAddressResponse"] | null;
            billingAddress: components["schemas"]["BillingAddressResponse"] | null;
            /** @description Null for a guest, and once the account is gone. */
            user: components["schemas"]["OrderOwnerResponse"] | null;
            /** @example false */
            needsReview: boolean;
            /**
             * @description Why somebody has to look at it.
             * @example null
             */
            reviewNote: string | null;
            /** @example cs_test_demo_7 */
            stripeSessionId: string | null;
            /** @example pi_demo_7 */
            paymentIntentId: string | null;
            /**
             * @description What went back or is on its way back.
             * @example 0
             */
            refundedCents: number;
            /**
             * @description What the buyer's bank took for good, by disputes.
             * @example 0
             */
            lostCents: number;
            /** @example demo-order-7 */
            id: string;
            /** @example demo-ondine */
            userId: string | null;
            /** @example BLVD-20261122-7K3M9QX2VB */
            orderNumber: string;
            /** @example null */
            trackingNumber: string | null;
            /** @example null */
            trackingUrl: string | null;
            /**
             * Format: date-time
             * @example null
             */
            shippedAt: string | null;
            /**
             * Format: date-time
             * @example null
             */
            deliveredAt: string | null;
            /** @example 10980 */
            subtotalCents: number;
            /** @example 0 */
            discountCents: number;
            /** @example null */
            promoCode: string | null;
            /** @example COLISSIMO_HOME */
            shippingMethod: string | null;
            /** @example 790 */
            shippingCost: number | null;
            /**
             * @description What was paid: subtotal − discount + shipping.
             * @example 11770
             */
            totalCents: number;
            /** @example EUR */
            currency: string;
            /**
             * @description Paid with a test key of Stripe: no money was taken.
             * @example false
             */
            isTest: boolean;
            /**
             * @description Stripe's name; `card` in the first minute.
             * @example card
             */
            paymentMethod: string | null;
            /** @example visa */
            paymentBrand: string | null;
            /** @example 4242 */
            paymentLast4: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            items: components["schemas"]["OrderItemResponse"][];
        };
        AdminOrdersResponse: {
            orders: components["schemas"]["AdminOrderResponse"][];
            pagination: components["schemas"]["PaginationResponse"];
        };
        AdminProductDetailResponse: {
            product: components["schemas"]["AdminProductResponse"];
        };
        AdminProductListResponse: {
            products: components["schemas"]["AdminProductResponse"][];
            pagination: components["schemas"]["PaginationResponse"];
        };
        AdminProductResponse: {
            /** @example demo-etb-flammes */
            id: string;
            /** @example coffret-dresseur-elite-flammes */
            slug: string;
            /** @example Coffret Dresseur d’Élite Flammes */
            name: string;
            /** @example Neuf boosters et tout ce qu’il faut pour jouer. */
            description: string | null;
            /** @example Pokémon */
            category: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            images: components["schemas"]["AdminImageResponse"][];
            /** @description Inactive ones included. */
            variants: components["schemas"]["AdminVariantResponse"][];
            _count: components["schemas"]["ReviewCountResponse"];
        };
        AdminReviewAuthorResponse: {
            /** @example demo-ondine */
            id: string;
            /** @example ondine@example.com */
            email: string;
            /** @example ondine */
            username: string;
        };
        AdminReviewDetailResponse: {
            review: components["schemas"]["AdminReviewResponse"];
        };
        AdminReviewListResponse: {
            reviews: components["schemas"]["AdminReviewResponse"][];
            pagination: components["schemas"]["PaginationResponse"];
        };
        AdminReviewResponse: {
            user: components["schemas"]["AdminReviewAuthorResponse"];
            product: components["schemas"]["ReviewedProductResponse"];
            /** @example demo-review-4 */
            id: string;
            /** @example demo-sleeves */
            productId: string;
            /** @example demo-ondine */
            userId: string;
            /**
             * @description 1 to 5.
             * @example 4
             */
            rating: number;
            /** @example Glissent bien */
            title: string | null;
            /** @example Le mélange est très agréable. */
            comment: string | null;
            /**
             * @description The author has bought the product.
             * @example true
             */
            isVerified: boolean;
            /**
             * @description Shown to all.
             * @example true
             */
            isApproved: boolean;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        AdminUserCountsResponse: {
            /** @example 6 */
            orders: number;
            /** @example 2 */
            reviews: number;
            /** @example 1 */
            favorites: number;
        };
        AdminUserResponse: {
            /** @example demo-ondine */
            id: string;
            /** @example ondine@example.com */
            email: string;
            /** @example ondine */
            username: string;
            /** @example Ondine */
            firstName: string | null;
            /** @example Azuria */
            lastName: string | null;
            /** @example null */
            avatar: string | null;
            /** @example null */
            bio: string | null;
            /** @example false */
            isAdmin: boolean;
            /** @example true */
            isVerified: boolean;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            profile: components["schemas"]["ProfileResponse"] | null;
            /** @example false */
            twoFactorEnabled: boolean;
            /** @description The last ten, newest first. */
            orders: components["schemas"]["UserOrderResponse"][];
            _count: components["schemas"]["AdminUserCountsResponse"];
        };
        AdminUsersResponse: {
            users: components["schemas"]["ListedUserResponse"][];
            pagination: components["schemas"]["PaginationResponse"];
        };
        AdminVariantResponse: {
            /** @example demo-etb-flammes-fr */
            id: string;
            /** @example demo-etb-flammes */
            productId: string;
            /** @example Coffret Braise */
            name: string;
            /** @example Français */
            language: string | null;
            /** @example 1re édition */
            edition: string | null;
            /**
             * @description In euro cents.
             * @example 5490
             */
            priceCents: number;
            /** @example 10 */
            stock: number;
            /**
             * @description Equals `stock`; a form sends it back untouched, so that its stock is taken as a difference.
             * @example 10
             */
            stockAtRead: number;
            /** @example ETB-FLAMMES-FR */
            sku: string | null;
            /** @example true */
            isActive: boolean;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        AuditLogEntryResponse: {
            /** @description Null once the account is gone. */
            admin: components["schemas"]["ChangingAdminResponse"] | null;
            /**
             * @description The changed fields before; null for something created.
             * @example {
             *       "stock": 10
             *     }
             */
            before: {
                [key: string]: unknown;
            } | null;
            /**
             * @description The same fields after; null for something deleted.
             * @example {
             *       "stock": 12
             *     }
             */
            after: {
                [key: string]: unknown;
            } | null;
            /** @example cmx2xbi5c001ahu7dl04jk0m5 */
            id: string;
            /**
             * @description Subject and verb.
             * @example stock.correct
             */
            action: string;
            /**
             * @description The id of what was changed.
             * @example demo-etb-flammes-fr
             */
            subjectId: string;
            /** Format: date-time */
            createdAt: string;
        };
        AuditLogResponse: {
            changes: components["schemas"]["AuditLogEntryResponse"][];
            pagination: components["schemas"]["PaginationResponse"];
        };
        BillingAddressResponse: {
            address: components["schemas"]["PostalAddressResponse"] | null;
            /** @example Ondine Azuria */
            name: string | null;
            /** @example null */
            phone: string | null;
            /** @example ondine@example.com */
            email: string | null;
        };
        CanReviewResponse: {
            /**
             * @example null
             * @enum {string|null}
             */
            reason: "ALREADY_REVIEWED" | "NOT_PURCHASED" | null;
            /** @example true */
            canReview: boolean;
            /**
             * @description The reason in French.
             * @example null
             */
            message: string | null;
        };
        CardResponse: {
            /** @example swsh3-136 */
            id: string;
            /**
             * @description In French.
             * @example Fouinar
             */
            name: string;
            /**
             * @description As printed: mostly digits, but not always.
             * @example 136
             */
            number: string;
            /**
             * @description In French, where known.
             * @example Peu Commune
             */
            rarity: string | null;
            /** @example https://assets.tcgdex.net/fr/swsh/swsh3/136/low.webp */
            imagesSmall: string | null;
            /** @example https://assets.tcgdex.net/fr/swsh/swsh3/136/high.png */
            imagesLarge: string | null;
            /**
             * @description `yyyy-mm-dd`.
             * @example 2020-08-14
             */
            setReleaseDate: string | null;
            /** @example Épée et Bouclier */
            setSeries: string | null;
            /**
             * @description The address that the two pictures are made from.
             * @example https://assets.tcgdex.net/fr/swsh/swsh3/136
             */
            image: string | null;
        };
        CardSetResponse: {
            /** @example swsh3 */
            id: string;
            /**
             * @description In French.
             * @example Ténèbres Embrasées
             */
            name: string;
            /**
             * @description The serie's French name, where known.
             * @example Épée et Bouclier
             */
            series: string | null;
            /**
             * @description Cards as the set prints it on them, secret ones left out.
             * @example 189
             */
            printedTotal: number | null;
            /**
             * @description All cards.
             * @example 201
             */
            total: number | null;
            /**
             * @description `yyyy-mm-dd`, where known.
             * @example 2020-08-14
             */
            releaseDate: string | null;
            /**
             * @description An address without its extension: append `.png` or `.webp`.
             * @example https://assets.tcgdex.net/fr/swsh/swsh3/logo
             */
            imagesLogo: string | null;
            /**
             * @description An address without its extension as well.
             * @example https://assets.tcgdex.net/univ/swsh/swsh3/symbol
             */
            imagesSymbol: string | null;
        };
        CartItemDto: {
            /** @example demo-etb-flammes-fr */
            variantId: string;
            /**
             * @description Units wanted.
             * @example 2
             */
            quantity: number;
        };
        CartLimitsResponse: {
            /**
             * @description Different variants.
             * @example 50
             */
            maxLines: number;
            /**
             * @description Units of one variant.
             * @example 100
             */
            maxQuantityPerLine: number;
            /**
             * @description Units of all variants together.
             * @example 500
             */
            maxUnits: number;
            /**
             * @description The least that Stripe takes, shipping included, in euro cents.
             * @example 50
             */
            minTotalCents: number;
            /**
             * @description The most that Stripe takes, in euro cents.
             * @example 99999999
             */
            maxTotalCents: number;
        };
        CategoryResponse: {
            /**
             * @description As `category` of the list of products.
             * @example Pokémon
             */
            name: string;
            /**
             * @description How many products that list has.
             * @example 7
             */
            products: number;
        };
        ChangeConsentDto: {
            /**
             * @description Whether news may be sent.
             * @example true
             */
            marketing?: boolean | null;
            /**
             * @description Whether visits may be measured.
             * @example false
             */
            analytics?: boolean | null;
            /**
             * @description The version of the privacy policy that is accepted.
             * @example 2026-11
             */
            privacyPolicyVersion?: string | null;
        };
        ChangePasswordDto: {
            /**
             * Format: password
             * @description 8 characters to 72 bytes, with a lower-case letter, an upper-case letter and a digit.
             * @example Raichu2026
             */
            newPassword: string;
            /** @example Pikachu25 */
            currentPassword: string;
        };
        ChangeStatusDto: {
            /**
             * @example SHIPPED
             * @enum {string}
             */
            status: "PENDING" | "CONFIRMED" | "SHIPPED" | "DELIVERED" | "CANCELLED" | "REFUNDED";
            /**
             * @description Of an order that is or gets SHIPPED.
             * @enum {string|null}
             */
            carrier?: "COLISSIMO" | "MONDIAL_RELAY" | "CHRONOPOST" | "UPS" | "DHL" | "FEDEX" | "OTHER" | null;
            /** @description Of an order that is or gets SHIPPED. */
            trackingNumber?: string | null;
            /** @description The carrier's own page unless given. */
            trackingUrl?: string | null;
            /** @description `false`: somebody has looked at it. An order that is PENDING is looked at by being CONFIRMED. */
            needsReview?: boolean | null;
            /** @description Sends the goods although the payment is disputed or Stripe warns of it. */
            force?: boolean | null;
        };
        ChangeUserDto: {
            /**
             * @description Counts at once: the account's next request is an administrator's, or not any more.
             * @example false
             */
            isAdmin?: boolean | null;
            /**
             * @description Whether its e-mail address counts as confirmed.
             * @example true
             */
            isVerified?: boolean | null;
        };
        ChangedEventResponse: {
            event: components["schemas"]["EventSummaryResponse"];
        };
        ChangedOrderResponse: {
            /** @example La commande est à jour. */
            message: string;
            order: components["schemas"]["AdminOrderResponse"];
        };
        ChangedUserDetails: {
            /** @example demo-ondine */
            id: string;
            /** @example ondine@example.com */
            email: string;
            /** @example ondine */
            username: string;
            /** @example false */
            isAdmin: boolean;
            /** @example true */
            isVerified: boolean;
        };
        ChangedUserResponse: {
            user: components["schemas"]["ChangedUserDetails"];
        };
        ChangingAdminResponse: {
            /** @example demo-admin */
            id: string;
            /** @example boutique */
            username: string;
        };
        CheckedRowsResponse: {
            /** @example 29 */
            variants: number;
            /**
             * @description Rows of the stock ledger.
             * @example 45
             */
            movements: number;
            /** @example 8 */
            orders: number;
            /**
             * @description Checkout sessions.
             * @example 0
             */
            sessions: number;
            /**
             * @description Stripe events.
             * @example 0
             */
            events: number;
        };
        CheckoutSessionResponse: {
            /**
             * @description Stripe's id of the session.
             * @example cs_test_a1b2c3
             */
            sessionId: string;
            /**
             * @description Where the buyer pays.
             * @example https://checkout.stripe.com/c/pay/cs_test_a1b2c3
             */
            url: string;
            /**
             * @description Present in a replay of the same Idempotency-Key.
             * @example true
             */
            cached?: boolean;
        };
        CollectionItemResponse: {
            /** @example demo-card */
            id: string;
            /** @example demo-ondine */
            userId: string;
            /** @example swsh3-136 */
            cardId: string;
            /** @example Fouinar */
            cardName: string;
            /** @example https://assets.tcgdex.net/fr/swsh/swsh3/136/low.webp */
            cardImage: string | null;
            /** @example Ténèbres Embrasées */
            cardSet: string | null;
            /**
             * @description Copies, at least 1.
             * @example 2
             */
            quantity: number;
            /** @example Proche du neuf */
            condition: string | null;
            /** @example fr */
            language: string | null;
            /** @example null */
            notes: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        CollectionResponse: {
            collection: components["schemas"]["CollectionItemResponse"][];
            pagination: components["schemas"]["PaginationResponse"];
            stats: components["schemas"]["CollectionStatsResponse"];
        };
        CollectionStatsResponse: {
            /**
             * @description All copies.
             * @example 2
             */
            totalCards: number;
            /**
             * @description Different cards.
             * @example 1
             */
            uniqueCards: number;
        };
        ConsentChangedResponse: {
            consent: components["schemas"]["ConsentsResponse"];
            /** @example Vos préférences ont été enregistrées. */
            message: string;
        };
        ConsentResponse: {
            consent: components["schemas"]["ConsentsResponse"];
        };
        ConsentsResponse: {
            marketing: components["schemas"]["GivenConsentResponse"];
            analytics: components["schemas"]["GivenConsentResponse"];
            privacyPolicy: components["schemas"]["AcceptedPolicyResponse"];
        };
        ConsistencyResponse: {
            /**
             * @description Whether there are no findings.
             * @example true
             */
            ok: boolean;
            /** Format: date-time */
            checkedAt: string;
            audited: components["schemas"]["CheckedRowsResponse"];
            /**
             * @description Total number of findings; only the first 1000 are listed.
             * @example 0
             */
            total: number;
            /** @example [] */
            findings: components["schemas"]["FindingResponse"][];
        };
        ContactDto: {
            /**
             * Format: email
             * @description Where the shop answers to.
             * @example camille@example.com
             */
            email: string;
            /** @example Camille Durand */
            name: string;
            /** @example Une question sur ma commande */
            subject: string;
            /** @example Bonjour, quand ma commande sera-t-elle expédiée ? */
            message: string;
            /** @description A field that people don't see. What fills it is a machine, and is told that all went well. */
            website?: string | null;
            /** @description Another one. */
            companyWebsite?: string | null;
        };
        ContactResponse: {
            /** @example true */
            ok: boolean;
        };
        CorrectStockDto: {
            /**
             * @description The counted units.
             * @example 12
             */
            stock?: number;
            /** @description Units to add, or below zero to take away, relative to the current stock. */
            delta?: number;
            /** @example Inventaire de novembre */
            reason?: string | null;
            /** @description Refuse when the current stock differs. */
            expectedStock?: number | null;
        };
        CorrectedVariantResponse: {
            /** @example demo-etb-flammes-fr */
            id: string;
            /** @example demo-etb-flammes */
            productId: string;
            /** @example Coffret Braise */
            name: string;
            /** @example Français */
            language: string | null;
            /** @example 1re édition */
            edition: string | null;
            /**
             * @description In euro cents.
             * @example 5490
             */
            priceCents: number;
            /** @example 10 */
            stock: number;
            /**
             * @description Equals `stock`; a form sends it back untouched, so that its stock is taken as a difference.
             * @example 10
             */
            stockAtRead: number;
            /** @example ETB-FLAMMES-FR */
            sku: string | null;
            /** @example true */
            isActive: boolean;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            product: components["schemas"]["ProductNameResponse"];
        };
        CountryResponse: {
            /**
             * @description Two letters (ISO 3166-1).
             * @example FR
             */
            code: string;
            /**
             * @description In French.
             * @example France
             */
            name: string;
        };
        CreateProductDto: {
            /** @example Coffret Dresseur d’Élite Tempête */
            name: string;
            /**
             * @description Its address in the shop; no other product has it.
             * @example coffret-dresseur-elite-tempete
             */
            slug: string;
            /** @example Pokémon */
            category: string;
            variants: components["schemas"]["NewVariantDto"][];
            /** @example Neuf boosters et tout ce qu’il faut pour jouer. */
            description?: string | null;
            /** @description In the order in which they are shown; they take the place of all there were. */
            images?: components["schemas"]["ProductImageDto"][] | null;
        };
        CreatePromoDto: {
            /**
             * @description Kept in upper case, without spaces.
             * @example RENTREE10
             */
            code: string;
            /**
             * @example PERCENTAGE
             * @enum {string}
             */
            type: "PERCENTAGE" | "FIXED";
            /**
             * @description Whole percent from 1 to 100, or euro cents.
             * @example 10
             */
            value: number;
            /** @example 2026-11-01T00:00:00.000Z */
            validFrom: string;
            /**
             * @description A day, or its midnight as `T00:00:00Z` or `T00:00:00.000Z`, includes the whole day; another moment means itself.
             * @example 2099-12-31T00:00:00.000Z
             */
            validUntil: string;
            /**
             * @description Minimum price of the goods, in euro cents.
             * @example 3000
             */
            minPurchase?: number | null;
            /**
             * @description Maximum discount, in euro cents.
             * @example 2000
             */
            maxDiscount?: number | null;
            /**
             * @description Maximum number of uses; open checkout sessions count.
             * @example 100
             */
            usageLimit?: number | null;
            /** @description A code that is switched off can't be used; absent, a new one is on. */
            isActive?: boolean;
        };
        CreateReviewDto: {
            /** @example demo-etb-flammes */
            productId: string;
            /** @example 5 */
            rating: number;
            /** @example Un très beau coffret */
            title?: string | null;
            /** @example Bien emballé, et les boosters étaient généreux. */
            comment?: string | null;
        };
        CreateSessionDto: {
            /**
             * Format: email
             * @example camille@example.com
             */
            customerEmail?: string;
            /** @description Distinct variants, 500 units in all. */
            items: components["schemas"]["CartItemDto"][];
            /** @description A code that cannot be used is refused with its error code. */
            promoCode?: string;
            /**
             * @description Absolute, on an allowed origin; `{CHECKOUT_SESSION_ID}` is replaced by Stripe.
             * @example http://localhost:5173/checkout/success?sid={CHECKOUT_SESSION_ID}
             */
            successUrl?: string;
            /** @example http://localhost:5173/panier */
            cancelUrl?: string;
            /** @description With `shippingMethodCode` or not at all; without, Stripe's page asks for both. */
            shipping?: components["schemas"]["ShippingAddressDto"];
            /** @example COLISSIMO_HOME */
            shippingMethodCode?: string;
        };
        DashboardOrdersResponse: {
            /**
             * @description Whatever their state.
             * @example 8
             */
            total: number;
            /** @example 1 */
            pending: number;
        };
        DashboardProductsResponse: {
            /** @example 17 */
            total: number;
            /**
             * @description Variants for sale with at most 10 units.
             * @example 12
             */
            lowStock: number;
        };
        DashboardResponse: {
            stats: components["schemas"]["DashboardStatsResponse"];
            /** @description The newest five. */
            recentOrders: components["schemas"]["RecentOrderResponse"][];
            /** @description The five that sold the most units. */
            topProducts: components["schemas"]["TopProductResponse"][];
        };
        DashboardRevenueResponse: {
            /**
             * @description In euro cents: orders confirmed, shipped or delivered, less partial refunds and lost disputes.
             * @example 34065
             */
            total: number;
        };
        DashboardStatsResponse: {
            orders: components["schemas"]["DashboardOrdersResponse"];
            users: components["schemas"]["DashboardUsersResponse"];
            products: components["schemas"]["DashboardProductsResponse"];
            revenue: components["schemas"]["DashboardRevenueResponse"];
        };
        DashboardUsersResponse: {
            /**
             * @description Administrators are not counted.
             * @example 2
             */
            total: number;
        };
        DeleteNowDto: {
            /**
             * @description These very words.
             * @example SUPPRIMER MON COMPTE
             * @enum {string}
             */
            confirmation: "SUPPRIMER MON COMPTE";
            /**
             * @description The account's.
             * @example Pikachu25
             */
            password: string;
        };
        DeletedResponse: {
            /** @example Votre compte a été supprimé. */
            message: string;
            /**
             * @description Data that stay, for the accounting.
             * @example Vos commandes restent dans nos livres de comptes.
             */
            info: string;
        };
        DeletionPlannedResponse: {
            /** @example Votre demande de suppression est enregistrée. */
            message: string;
            /** Format: date-time */
            scheduledDeletionDate: string;
            /** @example D’ici là, vous pouvez l’annuler à tout moment depuis votre compte. */
            info: string;
        };
        DeletionStatusResponse: {
            /** @example false */
            deletionPending: boolean;
            /**
             * Format: date-time
             * @example null
             */
            requestedAt: string | null;
            /**
             * Format: date-time
             * @example null
             */
            scheduledAt: string | null;
        };
        DeliverOrderDto: {
            /**
             * @description For the order's history, which the buyer sees.
             * @example Remis en main propre
             */
            note?: string | null;
            /** @description Sends the goods although the payment is disputed or Stripe warns of it. */
            force?: boolean | null;
        };
        DisableTwoFactorDto: {
            /**
             * @description Six digits, or a recovery code.
             * @example 123456
             */
            code: string;
            /** @example Pikachu25 */
            password: string;
        };
        DisputeResponse: {
            /**
             * @description Stripe's id.
             * @example du_1PgafuB7WZ01zgkWXYmPNZs8
             */
            id: string;
            /**
             * @description Stripe's word. `warning_…` is an inquiry: no money has been taken.
             * @example needs_response
             */
            status: string;
            /**
             * @description Stripe's word.
             * @example product_not_received
             */
            reason: string;
            /** @example 11770 */
            amountCents: number;
            /** @example eur */
            currency: string;
            /**
             * Format: date-time
             * @description Until when Stripe takes evidence; null when it takes none.
             * @example 2026-12-08T23:59:59.000Z
             */
            evidenceDueAt: string | null;
            /** Format: date-time */
            openedAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        EmailSentResponse: {
            /**
             * @description The same whether or not an account has the e-mail.
             * @example Si un compte existe avec cette adresse, un lien de réinitialisation vient de lui être envoyé.
             */
            message: string;
            /** @enum {string} */
            code: "EMAIL_SENT";
        };
        EnableTwoFactorDto: {
            /**
             * @description The six digits that the authenticator app shows. Without them the answer is 400 `CODE_REQUIRED`.
             * @example 123456
             */
            code: string;
        };
        ErrorDetailResponse: {
            /**
             * @description With `INSUFFICIENT_STOCK`: nothing left, or less than asked for.
             * @enum {string}
             */
            reason?: "OUT_OF_STOCK" | "INSUFFICIENT_STOCK";
            /**
             * @description Which field, in dots.
             * @example shipping.city
             */
            path: string;
            /** @description What is wrong with it, in French. */
            msg: string;
            /** @description With `INSUFFICIENT_STOCK`: what there is too little of. */
            variantId?: string;
            /** @description With `INVALID_CSV`: the row, as a spreadsheet counts; `path` is the column. */
            row?: number;
        };
        ErrorResponse: {
            /**
             * @description Stable; docs/api-errors.md explains each.
             * @enum {string}
             */
            code: "VALIDATION_ERROR" | "INVALID_REQUEST" | "HEADERS_TOO_LARGE" | "REQUEST_TIMEOUT" | "INVALID_JSON" | "PAYLOAD_TOO_COMPLEX" | "SUSPICIOUS_CONTENT" | "ACCESS_TOKEN_REQUIRED" | "INVALID_TOKEN" | "ADMIN_ACCESS_REQUIRED" | "FORBIDDEN" | "OWN_MACHINE_ONLY" | "ROUTE_NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "RATE_LIMIT_EXCEEDED" | "SERVICE_BUSY" | "DATABASE_UNAVAILABLE" | "INVALID_METRICS_TOKEN" | "NOT_READY" | "INTERNAL_SERVER_ERROR" | "EMAIL_ALREADY_EXISTS" | "USERNAME_ALREADY_EXISTS" | "INVALID_CREDENTIALS" | "REFRESH_TOKEN_REQUIRED" | "INVALID_REFRESH_TOKEN" | "INVALID_OR_EXPIRED_TOKEN" | "INVALID_CURRENT_PASSWORD" | "USER_NOT_FOUND" | "LAST_ADMIN" | "CARD_ALREADY_FAVORITE" | "FAVORITE_NOT_FOUND" | "INVALID_PASSWORD" | "2FA_ALREADY_ENABLED" | "2FA_NOT_CONFIGURED" | "2FA_NOT_ENABLED" | "CODE_REQUIRED" | "CREDENTIALS_REQUIRED" | "INVALID_CODE" | "INVALID_2FA_CODE" | "PRODUCT_NOT_FOUND" | "VARIANT_NOT_FOUND" | "SKU_ALREADY_EXISTS" | "SLUG_ALREADY_EXISTS" | "STALE_STOCK" | "PRODUCT_HAS_ORDERS" | "PURCHASE_REQUIRED" | "REVIEW_ALREADY_EXISTS" | "REVIEW_NOT_FOUND" | "NO_FILES" | "TOO_MANY_FILES" | "FILE_TOO_LARGE" | "UNSUPPORTED_IMAGE_TYPE" | "INVALID_CSV" | "INVALID_MULTIPART" | "FILE_NOT_FOUND" | "FILE_IN_USE" | "INVALID_SHIPPING_METHOD" | "COUNTRY_NOT_SERVED" | "QUANTITY_TOO_LARGE" | "DUPLICATE_ITEMS" | "INVALID_REDIRECT_URL" | "AMOUNT_TOO_SMALL" | "AMOUNT_TOO_LARGE" | "INSUFFICIENT_STOCK" | "IDEMPOTENCY_KEY_TOO_SHORT" | "IDEMPOTENCY_KEY_REUSED" | "PROMO_NOT_FOUND" | "PROMO_INACTIVE" | "PROMO_EXPIRED" | "MIN_PURCHASE_NOT_MET" | "PROMO_LIMIT_REACHED" | "PROMO_ALREADY_EXISTS" | "CHECKOUT_SUPERSEDED" | "PAYMENT_UNAVAILABLE" | "INVALID_SIGNATURE" | "INVALID_EVENT" | "INVALID_SESSION_ID" | "SESSION_NOT_FOUND" | "PAYMENT_NOT_COMPLETED" | "ORDER_REFUNDED" | "ORDER_NOT_FOUND" | "INVALID_TRACKING_TOKEN" | "ORDER_ACCESS_DENIED" | "INVALID_STATUS_TRANSITION" | "ORDER_DISPUTED" | "ORDER_UNDER_REVIEW" | "REFUND_TOO_LARGE" | "EVENT_NOT_FOUND" | "EVENT_PAYLOAD_GONE" | "EVENT_NOT_IN_REVIEW" | "NO_DATA" | "ADMIN_CANNOT_DELETE" | "NO_DELETE_REQUEST" | "INVALID_SET_ID" | "SET_NOT_FOUND" | "TRADE_UNAVAILABLE" | "ITEM_NOT_FOUND" | "INVALID_RECEIVER" | "RECEIVER_NOT_FOUND" | "TOO_MANY_PENDING_OFFERS" | "OFFER_NOT_FOUND" | "OFFER_NOT_PENDING";
            details?: components["schemas"]["ErrorDetailResponse"][];
            /** @description A French sentence that a customer may be shown. */
            error: string;
            /** @description The same as in the `x-request-id` header. */
            requestId: string;
        };
        EventListResponse: {
            events: components["schemas"]["EventSummaryResponse"][];
            pagination: components["schemas"]["PaginationResponse"];
        };
        EventResponse: {
            /** @enum {string} */
            status: "APPLIED" | "WAITING" | "IGNORED" | "REVIEW";
            /**
             * @description Stripe's payload without personal data; null once it was deleted.
             * @example {
             *       "id": "evt_1a2b3c",
             *       "type": "checkout.session.completed"
             *     }
             */
            payload: {
                [key: string]: unknown;
            } | null;
            /** @example evt_1a2b3c */
            id: string;
            /** @example checkout.session.completed */
            type: string;
            /** @example 2026-10-28.endive */
            apiVersion: string | null;
            /** @example cs_test_a1b2c3 */
            objectId: string | null;
            /**
             * @description Number of deliveries and retries.
             * @example 1
             */
            attempts: number;
            /**
             * @description Why it is not applied.
             * @example null
             */
            lastError: string | null;
            /**
             * Format: date-time
             * @example null
             */
            nextAttemptAt: string | null;
            /**
             * Format: date-time
             * @example 2026-11-22T10:15:31.482Z
             */
            appliedAt: string | null;
            /**
             * Format: date-time
             * @description When it first arrived.
             */
            createdAt: string;
        };
        EventSummaryResponse: {
            /** @enum {string} */
            status: "APPLIED" | "WAITING" | "IGNORED" | "REVIEW";
            /** @example evt_1a2b3c */
            id: string;
            /** @example checkout.session.completed */
            type: string;
            /** @example 2026-10-28.endive */
            apiVersion: string | null;
            /** @example cs_test_a1b2c3 */
            objectId: string | null;
            /**
             * @description Number of deliveries and retries.
             * @example 1
             */
            attempts: number;
            /**
             * @description Why it is not applied.
             * @example null
             */
            lastError: string | null;
            /**
             * Format: date-time
             * @example null
             */
            nextAttemptAt: string | null;
            /**
             * Format: date-time
             * @example 2026-11-22T10:15:31.482Z
             */
            appliedAt: string | null;
            /**
             * Format: date-time
             * @description When it first arrived.
             */
            createdAt: string;
        };
        ExportResponse: {
            profile: components["schemas"]["ProfileResponse"] | null;
            /** Format: date-time */
            exportDate: string;
            /** @example 1.0 */
            exportVersion: string;
            user: components["schemas"]["ExportedUserResponse"];
            orders: components["schemas"]["ExportedOrderResponse"][];
            openCheckoutSessions: components["schemas"]["ExportedCheckoutSessionResponse"][];
            favorites: components["schemas"]["ExportedFavoriteResponse"][];
            reviews: components["schemas"]["ExportedReviewResponse"][];
            collection: components["schemas"]["ExportedCollectionItemResponse"][];
            tradeOffers: components["schemas"]["ExportedTradeOffersResponse"];
        };
        ExportedCheckoutSessionResponse: {
            /**
             * @description As it was typed; null when it is typed on Stripe's page.
             * @example {
             *       "name": "Ondine Azuria",
             *       "phone": null,
             *       "address": {
             *         "line1": "8 quai des Sirènes",
             *         "postal_code": "13002",
             *         "city": "Marseille",
             *         "country": "France"
             *       }
             *     }
             */
            shippingAddress: {
                [key: string]: unknown;
            } | null;
            /** @example 3f0c2b1e-8a4d-4f6b-9c55-0d7e6a1b2c3d */
            id: string;
            /**
             * @description In euro cents; null when the delivery is chosen on Stripe's page.
             * @example 11770
             */
            totalCents: number | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string;
        };
        ExportedCollectionItemResponse: {
            /** @example swsh3-136 */
            cardId: string;
            /** @example Fouinar */
            cardName: string;
            /** @example Ténèbres Embrasées */
            cardSet: string | null;
            /** @example 2 */
            quantity: number;
            /** @example Proche du neuf */
            condition: string | null;
            /** @example fr */
            language: string | null;
            /** @example null */
            notes: string | null;
            /** Format: date-time */
            createdAt: string;
        };
        ExportedFavoriteResponse: {
            /** @example swsh3-136 */
            cardId: string;
            /** @example Fouinar */
            cardName: string;
            /** @example Ténèbres Embrasées */
            cardSet: string;
            /** Format: date-time */
            createdAt: string;
        };
        ExportedOrderItemResponse: {
            /** @example Coffret Dresseur d’Élite Flammes */
            productName: string;
            /** @example Coffret Braise • Français • 1re édition */
            variantName: string | null;
            /** @example Français */
            language: string | null;
            /** @example 1re édition */
            edition: string | null;
            /** @example ETB-FLAMMES-FR */
            sku: string | null;
            /** @example 2 */
            quantity: number;
            /** @example 5490 */
            unitPriceCents: number;
            /** @example 10980 */
            totalPriceCents: number;
        };
        ExportedOrderResponse: {
            /**
             * @example CONFIRMED
             * @enum {string}
             */
            status: "PENDING" | "CONFIRMED" | "SHIPPED" | "DELIVERED" | "CANCELLED" | "REFUNDED";
            /**
             * @example {
             *       "name": "Ondine Azuria",
             *       "phone": null,
             *       "address": {
             *         "line1": "8 quai des Sirènes",
             *         "postal_code": "13002",
             *         "city": "Marseille",
             *         "country": "France"
             *       }
             *     }
             */
            shippingAddress: {
                [key: string]: unknown;
            } | null;
            /**
             * @example {
             *       "name": "Ondine Azuria",
             *       "phone": null,
             *       "address": {
             *         "line1": "8 quai des Sirènes",
             *         "postal_code": "13002",
             *         "city": "Marseille",
             *         "country": "France"
             *       }
             *     }
             */
            billingAddress: {
                [key: string]: unknown;
            } | null;
            /** @example demo-order-7 */
            id: string;
            /** @example BLVD-20261122-7K3M9QX2VB */
            orderNumber: string;
            /** @example 11770 */
            totalCents: number;
            /** @example EUR */
            currency: string;
            /** @example card */
            paymentMethod: string | null;
            /** @example visa */
            paymentBrand: string | null;
            /** @example 4242 */
            paymentLast4: string | null;
            /** @example COLISSIMO_HOME */
            shippingMethod: string | null;
            /** Format: date-time */
            createdAt: string;
            items: components["schemas"]["ExportedOrderItemResponse"][];
        };
        ExportedReviewProductResponse: {
            /** @example Protège-cartes mats (50) */
            name: string;
            /** @example protege-cartes-mats */
            slug: string;
        };
        ExportedReviewResponse: {
            /** @example 4 */
            rating: number;
            /** @example Glissent bien */
            title: string | null;
            /** @example Le mélange est très agréable. */
            comment: string | null;
            /** Format: date-time */
            createdAt: string;
            product: components["schemas"]["ExportedReviewProductResponse"];
        };
        ExportedTradeOfferResponse: {
            /** @enum {string} */
            status: "PENDING" | "ACCEPTED" | "REJECTED" | "CANCELLED" | "COMPLETED";
            /**
             * @example [
             *       {
             *         "id": "swsh3-136",
             *         "name": "Fouinar",
             *         "quantity": 1
             *       }
             *     ]
             */
            creatorCards: {
                [key: string]: unknown;
            }[];
            /**
             * @example [
             *       {
             *         "id": "swsh3-20",
             *         "name": "Dracaufeu VMAX",
             *         "quantity": 1
             *       }
             *     ]
             */
            receiverCards: {
                [key: string]: unknown;
            }[];
            /** @example demo-offer */
            id: string;
            /** @example Bonjour, ma Fouinar contre ton Dracaufeu ? */
            message: string | null;
            /** Format: date-time */
            createdAt: string;
        };
        ExportedTradeOffersResponse: {
            created: components["schemas"]["ExportedTradeOfferResponse"][];
            received: components["schemas"]["ExportedTradeOfferResponse"][];
        };
        ExportedUserResponse: {
            /** @example demo-ondine */
            id: string;
            /** @example ondine@example.com */
            email: string;
            /** @example ondine */
            username: string;
            /** @example Ondine */
            firstName: string | null;
            /** @example Azuria */
            lastName: string | null;
            /** @example null */
            bio: string | null;
            /** @example true */
            isVerified: boolean;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            /** @example false */
            marketingConsent: boolean;
            /**
             * Format: date-time
             * @example null
             */
            marketingConsentAt: string | null;
            /** @example false */
            analyticsConsent: boolean;
            /**
             * Format: date-time
             * @example null
             */
            analyticsConsentAt: string | null;
            /** @example null */
            privacyPolicyVersion: string | null;
            /**
             * Format: date-time
             * @example null
             */
            privacyAcceptedAt: string | null;
        };
        ExtendedProfileDto: {
            /** @example +33 6 12 34 56 78 */
            phone?: string | null;
            /** @example 12 rue du Bourg-Palette */
            address?: string | null;
            /** @example Lyon */
            city?: string | null;
            /** @example 69001 */
            postalCode?: string | null;
            /** @example France */
            country?: string | null;
            /**
             * @description An ISO date or date-time in the past.
             * @example 1997-04-01
             */
            birthDate?: string | null;
        };
        ExtendedProfileUpdatedResponse: {
            /** @example Votre profil a été enregistré. */
            message: string;
            profile: components["schemas"]["ProfileResponse"];
        };
        FavoriteAddedResponse: {
            /** @example La carte est dans vos favoris. */
            message: string;
            favorite: components["schemas"]["FavoriteResponse"];
        };
        FavoriteResponse: {
            /** @example demo-favorite */
            id: string;
            /** @example demo-ondine */
            userId: string;
            /** @example swsh3-136 */
            cardId: string;
            /** @example Fouinar */
            cardName: string;
            /** @example https://assets.tcgdex.net/fr/swsh/swsh3/136/low.webp */
            cardImage: string;
            /** @example Ténèbres Embrasées */
            cardSet: string;
            /** Format: date-time */
            createdAt: string;
        };
        FavoritesResponse: {
            favorites: components["schemas"]["FavoriteResponse"][];
            pagination: components["schemas"]["PaginationResponse"];
        };
        FindingResponse: {
            /**
             * @description Stable; docs/consistency.md explains each code.
             * @enum {string}
             */
            code: "STOCK_DIFFERS_FROM_LEDGER" | "DELETED_VARIANT_IN_LEDGER" | "NEGATIVE_STOCK" | "SALES_DIFFER_FROM_ORDERS" | "ORDER_DIFFERS_FROM_LEDGER" | "SALE_WITHOUT_ORDER" | "RETURN_WITHOUT_ORDER" | "PAID_SESSION_WITHOUT_ORDER" | "PAID_EVENT_WITHOUT_ORDER" | "OVERSOLD_WITHOUT_ORDER" | "OVERSOLD_OVERDUE" | "HOLD_OF_ENDED_SESSION" | "PROMO_RESERVATIONS_DIFFER" | "ORDER_TOTAL_DIFFERS" | "REFUNDED_AMOUNT_DIFFERS" | "REFUNDED_IN_PART" | "LOST_AMOUNT_DIFFERS";
            /**
             * @description The compared values by name, in units, euro cents or rows.
             * @example {
             *       "ledger": 12,
             *       "stock": 11
             *     }
             */
            numbers: {
                [key: string]: number;
            };
            /**
             * @description What kind of id `subjectId` is.
             * @enum {string}
             */
            subject: "variant" | "promo" | "order" | "checkout" | "stripe-session" | "stripe-event";
            subjectId: string;
        };
        ForgotPasswordDto: {
            /**
             * Format: email
             * @example sacha@example.com
             */
            email: string;
        };
        GivenConsentResponse: {
            /** @example false */
            accepted: boolean;
            /**
             * Format: date-time
             * @description When it was last given or taken back; null: never.
             * @example null
             */
            acceptedAt: string | null;
        };
        HealthResponse: {
            /** @example true */
            ok: boolean;
        };
        InventoryProductResponse: {
            /** @example demo-etb-flammes */
            id: string;
            /** @example Coffret Dresseur d’Élite Flammes */
            name: string;
            /** @example coffret-dresseur-elite-flammes */
            slug: string;
            /** @description The first picture, if there is one. */
            images: components["schemas"]["AdminImageResponse"][];
        };
        InventoryResponse: {
            /** @description For sale, least stock first. */
            variants: components["schemas"]["InventoryVariantResponse"][];
            /** @description Those with at most `lowStockThreshold` units, 1000 at most. */
            lowStock: components["schemas"]["InventoryVariantResponse"][];
            stats: components["schemas"]["InventoryStatsResponse"];
            pagination: components["schemas"]["PaginationResponse"];
        };
        InventoryStatsResponse: {
            /**
             * @description Variants for sale.
             * @example 29
             */
            total: number;
            /**
             * @description Those with at most `lowStockThreshold` units, none included.
             * @example 12
             */
            lowStock: number;
            /** @example 1 */
            outOfStock: number;
        };
        InventoryVariantResponse: {
            /** @example demo-etb-flammes-fr */
            id: string;
            /** @example demo-etb-flammes */
            productId: string;
            /** @example Coffret Braise */
            name: string;
            /** @example Français */
            language: string | null;
            /** @example 1re édition */
            edition: string | null;
            /**
             * @description In euro cents.
             * @example 5490
             */
            priceCents: number;
            /** @example 10 */
            stock: number;
            /**
             * @description Equals `stock`; a form sends it back untouched, so that its stock is taken as a difference.
             * @example 10
             */
            stockAtRead: number;
            /** @example ETB-FLAMMES-FR */
            sku: string | null;
            /** @example true */
            isActive: boolean;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            product: components["schemas"]["InventoryProductResponse"];
        };
        ItemSavedResponse: {
            /** @example La carte a été ajoutée à votre collection. */
            message: string;
            item: components["schemas"]["CollectionItemResponse"];
        };
        ListedUserResponse: {
            /** @example demo-ondine */
            id: string;
            /** @example ondine@example.com */
            email: string;
            /** @example ondine */
            username: string;
            /** @example Ondine */
            firstName: string | null;
            /** @example Azuria */
            lastName: string | null;
            /** @example false */
            isAdmin: boolean;
            /** @example true */
            isVerified: boolean;
            /** Format: date-time */
            createdAt: string;
            _count: components["schemas"]["OrderCountResponse"];
        };
        LoggedInUserResponse: {
            /** @example demo-ondine */
            id: string;
            /** @example ondine@example.com */
            email: string;
            /** @example ondine */
            username: string;
            /** @example Ondine */
            firstName: string | null;
            /** @example Azuria */
            lastName: string | null;
            /** @example false */
            isVerified: boolean;
            /** Format: date-time */
            createdAt: string;
            /** @example false */
            isAdmin: boolean;
            profile: components["schemas"]["ProfileResponse"] | null;
        };
        LoginDto: {
            /** @example sacha@example.com */
            email: string;
            /** @example Pikachu25 */
            password: string;
            /** @description Six digits, or a recovery code; checked after the password when two-factor is on. */
            twoFactorCode?: string;
        };
        LoginResponse: {
            /** @example Vous êtes connecté. */
            message: string;
            /**
             * @description Valid for 15 minutes, as `Authorization: Bearer …`.
             * @example eyJhbGciOiJIUzI1NiJ9…
             */
            accessToken: string;
            /**
             * @description Valid for 7 days, for `/auth/refresh`.
             * @example eyJhbGciOiJIUzI1NiJ9…
             */
            refreshToken: string;
            user: components["schemas"]["LoggedInUserResponse"];
        };
        LogoutDto: {
            /** @description From the login. */
            refreshToken?: string;
        };
        MainImageResponse: {
            /** @example /uploads/7941bb2f256f79f8d8416164c9ca76db.webp */
            url: string;
            /** @example Le coffret fermé, une flamme sur la face */
            altText: string | null;
        };
        MakeOfferDto: {
            /**
             * @description What is offered.
             * @example [
             *       {
             *         "id": "swsh3-136",
             *         "name": "Fouinar",
             *         "quantity": 1
             *       }
             *     ]
             */
            creatorCards: {
                [key: string]: unknown;
            }[];
            /**
             * @description What is asked for.
             * @example [
             *       {
             *         "id": "swsh3-20",
             *         "name": "Dracaufeu VMAX",
             *         "quantity": 1
             *       }
             *     ]
             */
            receiverCards: {
                [key: string]: unknown;
            }[];
            /** @description Whom it is for; this or `receiverUsername`, not both. */
            receiverId?: string | null;
            /**
             * @description In any case.
             * @example ondine
             */
            receiverUsername?: string | null;
            /** @example Bonjour, ma Fouinar contre ton Dracaufeu ? */
            message?: string | null;
        };
        MessageResponse: {
            message: string;
        };
        ModerateReviewDto: {
            /**
             * @description Shown to all, or hidden.
             * @example true
             */
            isApproved: boolean;
        };
        NewVariantDto: {
            /**
             * @description `Standard` where there is but one.
             * @example Standard
             */
            name: string;
            /**
             * @description In euro cents.
             * @example 5490
             */
            priceCents: number;
            /**
             * @default 0
             * @example 12
             */
            stock: number;
            /**
             * @description For sale.
             * @default true
             */
            isActive: boolean;
            /** @example Français */
            language?: string | null;
            /** @example 1re édition */
            edition?: string | null;
            /** @example ETB-NOUVEAU-FR */
            sku?: string | null;
        };
        NotifyStockDto: {
            /**
             * Format: email
             * @example sacha@example.com
             */
            email: string;
            /** @example demo-etb-flammes */
            productId: string;
            /**
             * @description Without it any of the product's variants.
             * @example demo-etb-flammes-fr
             */
            variantId?: string | null;
        };
        OfferSavedResponse: {
            /** @example Votre proposition d’échange a été envoyée. */
            message: string;
            offer: components["schemas"]["TradeOfferResponse"];
        };
        OffersResponse: {
            offers: components["schemas"]["TradeOfferResponse"][];
            pagination: components["schemas"]["PaginationResponse"];
        };
        OneAdminOrderResponse: {
            order: components["schemas"]["AdminOrderDetailResponse"];
        };
        OneAdminUserResponse: {
            user: components["schemas"]["AdminUserResponse"];
        };
        OneEventResponse: {
            event: components["schemas"]["EventResponse"];
        };
        OneOfferResponse: {
            offer: components["schemas"]["TradeOfferResponse"];
        };
        OneOrderResponse: {
            order: components["schemas"]["OrderResponse"];
        };
        OrderCountResponse: {
            /** @example 6 */
            orders: number;
        };
        OrderEventResponse: {
            /** @enum {string} */
            type: "CREATED" | "PAID" | "PREPARING" | "SHIPPED" | "DELIVERED" | "CANCELLED" | "REFUNDED" | "NOTE" | "STATUS_UPDATED";
            /** @example cmx2xbi5c001ahu7dl04jk0m5 */
            id: string;
            /** @example demo-order-7 */
            orderId: string;
            /** @example null */
            message: string | null;
            /**
             * @description The account that did it; null for the shop itself.
             * @example null
             */
            createdBy: string | null;
            /** Format: date-time */
            createdAt: string;
        };
        OrderItemResponse: {
            /** @example demo-order-7-01 */
            id: string;
            /** @example demo-order-7 */
            orderId: string;
            /** @example demo-etb-flammes */
            productId: string | null;
            /** @example demo-etb-flammes-fr */
            productVariantId: string | null;
            /** @example Coffret Dresseur d’Élite Flammes */
            productName: string;
            /**
             * @description Label of the variant: name, language and edition, without "Standard". Null when empty.
             * @example Coffret Braise • Français • 1re édition
             */
            variantName: string | null;
            /** @example Français */
            language: string | null;
            /** @example 1re édition */
            edition: string | null;
            /** @example ETB-FLAMMES-FR */
            sku: string | null;
            /** @example /uploads/7941bb2f256f79f8d8416164c9ca76db.webp */
            imageUrl: string | null;
            /** @example 2 */
            quantity: number;
            /** @example 5490 */
            unitPriceCents: number;
            /** @example 10980 */
            totalPriceCents: number;
            /** Format: date-time */
            createdAt: string;
        };
        OrderOwnerResponse: {
            /** @example demo-ondine */
            id: string;
            /** @example ondine@example.com */
            email: string;
            /** @example ondine */
            username: string;
            /** @example Ondine */
            firstName: string | null;
            /** @example Azuria */
            lastName: string | null;
        };
        OrderResponse: {
            /**
             * @example CONFIRMED
             * @enum {string}
             */
            status: "PENDING" | "CONFIRMED" | "SHIPPED" | "DELIVERED" | "CANCELLED" | "REFUNDED";
            /**
             * @example PAID
             * @enum {string}
             */
            fulfillmentStatus: "PENDING" | "PAID" | "PREPARING" | "SHIPPED" | "DELIVERED" | "CANCELLED" | "REFUNDED";
            /**
             * @example null
             * @enum {string|null}
             */
            carrier: "COLISSIMO" | "MONDIAL_RELAY" | "CHRONOPOST" | "UPS" | "DHL" | "FEDEX" | "OTHER" | null;
            shippingAddress: components["schemas"]["ShippingAddressResponse"] | null;
            billingAddress: components["schemas"]["BillingAddressResponse"] | null;
            /** @example demo-order-7 */
            id: string;
            /** @example demo-ondine */
            userId: string | null;
            /** @example BLVD-20261122-7K3M9QX2VB */
            orderNumber: string;
            /** @example null */
            trackingNumber: string | null;
            /** @example null */
            trackingUrl: string | null;
            /**
             * Format: date-time
             * @example null
             */
            shippedAt: string | null;
            /**
             * Format: date-time
             * @example null
             */
            deliveredAt: string | null;
            /** @example 10980 */
            subtotalCents: number;
            /** @example 0 */
            discountCents: number;
            /** @example null */
            promoCode: string | null;
            /** @example COLISSIMO_HOME */
            shippingMethod: string | null;
            /** @example 790 */
            shippingCost: number | null;
            /**
             * @description What was paid: subtotal − discount + shipping.
             * @example 11770
             */
            totalCents: number;
            /** @example EUR */
            currency: string;
            /**
             * @description Paid with a test key of Stripe: no money was taken.
             * @example false
             */
            isTest: boolean;
            /**
             * @description Stripe's name; `card` in the first minute.
             * @example card
             */
            paymentMethod: string | null;
            /** @example visa */
            paymentBrand: string | null;
            /** @example 4242 */
            paymentLast4: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            items: components["schemas"]["OrderItemResponse"][];
        };
        OrderStatsAnswerResponse: {
            stats: components["schemas"]["OrderStatsResponse"];
        };
        OrderStatsResponse: {
            /**
             * @description Orders, whatever their state.
             * @example 8
             */
            total: number;
            byStatus: components["schemas"]["OrdersByStatusResponse"];
            /**
             * @description Of orders confirmed, shipped or delivered, less partial refunds and lost disputes.
             * @example 34065
             */
            totalRevenue: number;
        };
        OrderWithEventsResponse: {
            /**
             * @example CONFIRMED
             * @enum {string}
             */
            status: "PENDING" | "CONFIRMED" | "SHIPPED" | "DELIVERED" | "CANCELLED" | "REFUNDED";
            /**
             * @example PAID
             * @enum {string}
             */
            fulfillmentStatus: "PENDING" | "PAID" | "PREPARING" | "SHIPPED" | "DELIVERED" | "CANCELLED" | "REFUNDED";
            /**
             * @example null
             * @enum {string|null}
             */
            carrier: "COLISSIMO" | "MONDIAL_RELAY" | "CHRONOPOST" | "UPS" | "DHL" | "FEDEX" | "OTHER" | null;
            shippingAddress: components["schemas"]["ShippingAddressResponse"] | null;
            billingAddress: components["schemas"]["BillingAddressResponse"] | null;
            /** @example demo-order-7 */
            id: string;
            /** @example demo-ondine */
            userId: string | null;
            /** @example BLVD-20261122-7K3M9QX2VB */
            orderNumber: string;
            /** @example null */
            trackingNumber: string | null;
            /** @example null */
            trackingUrl: string | null;
            /**
             * Format: date-time
             * @example null
             */
            shippedAt: string | null;
            /**
             * Format: date-time
             * @example null
             */
            deliveredAt: string | null;
            /** @example 10980 */
            subtotalCents: number;
            /** @example 0 */
            discountCents: number;
            /** @example null */
            promoCode: string | null;
            /** @example COLISSIMO_HOME */
            shippingMethod: string | null;
            /** @example 790 */
            shippingCost: number | null;
            /**
             * @description What was paid: subtotal − discount + shipping.
             * @example 11770
             */
            totalCents: number;
            /** @example EUR */
            currency: string;
            /**
             * @description Paid with a test key of Stripe: no money was taken.
             * @example false
             */
            isTest: boolean;
            /**
             * @description Stripe's name; `card` in the first minute.
             * @example card
             */
            paymentMethod: string | null;
            /** @example visa */
            paymentBrand: string | null;
            /** @example 4242 */
            paymentLast4: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            items: components["schemas"]["OrderItemResponse"][];
            /** @description Oldest first. */
            events: components["schemas"]["OrderEventResponse"][];
        };
        OrdersByStatusResponse: {
            /** @example 1 */
            pending: number;
            /** @example 1 */
            confirmed: number;
            /** @example 1 */
            shipped: number;
            /** @example 3 */
            delivered: number;
            /** @example 1 */
            cancelled: number;
            /** @example 1 */
            refunded: number;
        };
        OrdersResponse: {
            orders: components["schemas"]["OrderResponse"][];
            pagination: components["schemas"]["PaginationResponse"];
        };
        OwnProfileResponse: {
            user: components["schemas"]["ProfiledUserResponse"];
        };
        OwnerTrackingResponse: {
            /** @enum {string} */
            access: "owner";
            order: components["schemas"]["OrderWithEventsResponse"];
        };
        PaginationResponse: {
            /** @example 1 */
            page: number;
            /** @example 50 */
            limit: number;
            /** @example 1 */
            total: number;
            /** @example 1 */
            pages: number;
        };
        PartnerResponse: {
            /** @example demo-ondine */
            id: string;
            /** @example ondine */
            username: string;
            /** @example Ondine */
            firstName: string | null;
            /** @example null */
            avatar: string | null;
        };
        PasswordResetResponse: {
            /** @example Votre mot de passe a été réinitialisé, vous pouvez vous connecter. */
            message: string;
            /** @enum {string} */
            code: "PASSWORD_RESET_SUCCESS";
        };
        PaymentResponse: {
            /**
             * @description `sandbox`: the stand-in of development; `test`: Stripe with a test key; `live`: real money.
             * @example sandbox
             * @enum {string}
             */
            mode: "test" | "sandbox" | "live";
        };
        PaymentWarningResponse: {
            /**
             * @description EARLY_FRAUD_WARNING: the card's bank takes it for fraud. REVIEW: Stripe wants a person to look at it.
             * @enum {string}
             */
            kind: "EARLY_FRAUD_WARNING" | "REVIEW";
            /**
             * @description Stripe's id.
             * @example issfr_1PgafuB7WZ01zgkWXYmPNZs8
             */
            id: string;
            /**
             * @description Stripe's word.
             * @example made_with_stolen_card
             */
            reason: string;
            /**
             * @description Whether shipping needs `force`.
             * @example true
             */
            isOpen: boolean;
            /**
             * @description Stripe's word, of a review.
             * @example null
             */
            closedReason: string | null;
            /** Format: date-time */
            openedAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        PostalAddressResponse: {
            /** @example 8 quai des Sirènes */
            line1: string;
            /** @example null */
            line2: string | null;
            /** @example 13002 */
            postal_code: string;
            /** @example Marseille */
            city: string;
            /** @example null */
            state: string | null;
            /**
             * @description As it was typed.
             * @example France
             */
            country: string;
            /**
             * @description Two letters, where the country is known by what was typed.
             * @example FR
             */
            countryCode: string | null;
        };
        ProductDetailResponse: {
            product: components["schemas"]["PublicProductResponse"];
        };
        ProductImageDto: {
            /**
             * @description `/uploads/…`, `/img/…` or an http(s) address.
             * @example /uploads/7941bb2f256f79f8d8416164c9ca76db.webp
             */
            url: string;
            /** @example Le coffret vu de face */
            altText?: string | null;
        };
        ProductImportResponse: {
            /**
             * @description Rows of the file, without the header.
             * @example 30
             */
            rows: number;
            /** @example 1 */
            productsCreated: number;
            /** @example 2 */
            productsUpdated: number;
            /** @example 3 */
            variantsCreated: number;
            /**
             * @description Variants whose fields or stock change.
             * @example 4
             */
            variantsUpdated: number;
            /**
             * @description Entries in the stock ledger.
             * @example 5
             */
            stockChanges: number;
            /**
             * @description Rows that say what is already so.
             * @example 23
             */
            unchangedRows: number;
        };
        ProductListResponse: {
            products: components["schemas"]["PublicProductResponse"][];
            pagination: components["schemas"]["PaginationResponse"];
        };
        ProductNameResponse: {
            /** @example demo-etb-flammes */
            id: string;
            /** @example Coffret Dresseur d’Élite Flammes */
            name: string;
        };
        ProfileResponse: {
            /** @example null */
            preferences: {
                [key: string]: unknown;
            } | null;
            /** @example cmx2xbi5c001ahu7dl04jk0m5 */
            id: string;
            /** @example demo-ondine */
            userId: string;
            /** @example +33 6 12 34 56 78 */
            phone: string | null;
            /** @example 8 quai des Sirènes */
            address: string | null;
            /** @example Marseille */
            city: string | null;
            /** @example 13002 */
            postalCode: string | null;
            /** @example France */
            country: string | null;
            /**
             * @description Two letters, where the country is known by what was typed.
             * @example FR
             */
            countryCode: string | null;
            /**
             * Format: date-time
             * @example null
             */
            birthDate: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        ProfileUpdatedResponse: {
            /** @example Votre profil a été enregistré. */
            message: string;
            user: components["schemas"]["UserResponse"];
        };
        ProfiledUserResponse: {
            profile: components["schemas"]["ProfileResponse"] | null;
            _count: components["schemas"]["UserCountsResponse"];
            /** @example demo-ondine */
            id: string;
            /** @example ondine@example.com */
            email: string;
            /** @example ondine */
            username: string;
            /** @example Ondine */
            firstName: string | null;
            /** @example Azuria */
            lastName: string | null;
            /** @example null */
            avatar: string | null;
            /** @example null */
            bio: string | null;
            /** @example false */
            isAdmin: boolean;
            /** @example true */
            isVerified: boolean;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        PromoDetailResponse: {
            promo: components["schemas"]["PromoResponse"];
        };
        PromoListResponse: {
            promos: components["schemas"]["PromoResponse"][];
            pagination: components["schemas"]["PaginationResponse"];
        };
        PromoQuoteResponse: {
            /**
             * @description Always true: a code that can't be used is a failure.
             * @example true
             */
            valid: boolean;
            /**
             * @description In upper case.
             * @example BIENVENUE10
             */
            code: string;
            /**
             * @example PERCENTAGE
             * @enum {string}
             */
            type: "PERCENTAGE" | "FIXED";
            /**
             * @description In euro cents.
             * @example 549
             */
            discountCents: number;
            /**
             * @description The goods less the discount, in euro cents.
             * @example 4941
             */
            finalAmountCents: number;
        };
        PromoResponse: {
            /** @example demo-promo */
            id: string;
            /** @example BIENVENUE10 */
            code: string;
            /**
             * @example PERCENTAGE
             * @enum {string}
             */
            type: "PERCENTAGE" | "FIXED";
            /**
             * @description Whole percent, or euro cents.
             * @example 10
             */
            value: number;
            /**
             * @description In euro cents.
             * @example null
             */
            minPurchase: number | null;
            /**
             * @description In euro cents.
             * @example null
             */
            maxDiscount: number | null;
            /** @example null */
            usageLimit: number | null;
            /**
             * @description Uses that were paid.
             * @example 1
             */
            usedCount: number;
            /** Format: date-time */
            validFrom: string;
            /**
             * Format: date-time
             * @description The last moment, included.
             */
            validUntil: string;
            /** @example true */
            isActive: boolean;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        PublicImageResponse: {
            /** @example demo-etb-flammes-img-1 */
            id: string;
            /**
             * @description `/img/…` is a file of the storefront, any other `/…` one of this API; `http(s)` URLs are complete.
             * @example /uploads/7941bb2f256f79f8d8416164c9ca76db.webp
             */
            url: string;
            /** @example Le coffret fermé, une flamme sur la face */
            altText: string | null;
            /** @example 0 */
            position: number;
        };
        PublicProductResponse: {
            /** @example demo-etb-flammes */
            id: string;
            /** @example coffret-dresseur-elite-flammes */
            slug: string;
            /** @example Coffret Dresseur d’Élite Flammes */
            name: string;
            /** @example Neuf boosters et tout ce qu’il faut pour jouer. */
            description: string | null;
            /** @example Pokémon */
            category: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            /** @description The first of `images`. */
            image: components["schemas"]["MainImageResponse"] | null;
            images: components["schemas"]["PublicImageResponse"][];
            /** @description Those for sale, cheapest first. */
            variants: components["schemas"]["PublicVariantResponse"][];
            /**
             * @description In euro cents; null when nothing is for sale.
             * @example 5290
             */
            minPriceCents: number | null;
            /**
             * @description No variant for sale has a unit left.
             * @example false
             */
            outOfStock: boolean;
        };
        PublicVariantResponse: {
            /** @example demo-etb-flammes-fr */
            id: string;
            /** @example Coffret Braise */
            name: string;
            /** @example Français */
            language: string | null;
            /** @example 1re édition */
            edition: string | null;
            /**
             * @description In euro cents.
             * @example 5490
             */
            priceCents: number;
            /**
             * @description Units in stock, including units reserved for other buyers.
             * @example 10
             */
            stock: number;
            /** @example ETB-FLAMMES-FR */
            sku: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        RecentBuyerResponse: {
            /** @example ondine@example.com */
            email: string;
            /** @example ondine */
            username: string;
        };
        RecentOrderResponse: {
            /**
             * @example CONFIRMED
             * @enum {string}
             */
            status: "PENDING" | "CONFIRMED" | "SHIPPED" | "DELIVERED" | "CANCELLED" | "REFUNDED";
            /**
             * @example PAID
             * @enum {string}
             */
            fulfillmentStatus: "PENDING" | "PAID" | "PREPARING" | "SHIPPED" | "DELIVERED" | "CANCELLED" | "REFUNDED";
            /**
             * @example null
             * @enum {string|null}
             */
            carrier: "COLISSIMO" | "MONDIAL_RELAY" | "CHRONOPOST" | "UPS" | "DHL" | "FEDEX" | "OTHER" | null;
            shippingAddress: components["schemas"]["ShippingAddressResponse"] | null;
            billingAddress: components["schemas"]["BillingAddressResponse"] | null;
            /** @description Null for a guest, and once the account is gone. */
            user: components["schemas"]["RecentBuyerResponse"] | null;
            /** @example demo-order-7 */
            id: string;
            /** @example demo-ondine */
            userId: string | null;
            /** @example BLVD-20261122-7K3M9QX2VB */
            orderNumber: string;
            /** @example null */
            trackingNumber: string | null;
            /** @example null */
            trackingUrl: string | null;
            /**
             * Format: date-time
             * @example null
             */
            shippedAt: string | null;
            /**
             * Format: date-time
             * @example null
             */
            deliveredAt: string | null;
            /** @example 10980 */
            subtotalCents: number;
            /** @example 0 */
            discountCents: number;
            /** @example null */
            promoCode: string | null;
            /** @example COLISSIMO_HOME */
            shippingMethod: string | null;
            /** @example 790 */
            shippingCost: number | null;
            /**
             * @description What was paid: subtotal − discount + shipping.
             * @example 11770
             */
            totalCents: number;
            /** @example EUR */
            currency: string;
            /**
             * @description Paid with a test key of Stripe: no money was taken.
             * @example false
             */
            isTest: boolean;
            /**
             * @description Stripe's name; `card` in the first minute.
             * @example card
             */
            paymentMethod: string | null;
            /** @example visa */
            paymentBrand: string | null;
            /** @example 4242 */
            paymentLast4: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            items: components["schemas"]["OrderItemResponse"][];
        };
        RefreshDto: {
            /** @description From the login. Without it the response is 400 `REFRESH_TOKEN_REQUIRED`. */
            refreshToken: string;
            /**
             * @description Returns a new refresh token as well. The sent one becomes invalid; using it again ends the session.
             * @example false
             */
            rotate?: boolean;
        };
        RefreshResponse: {
            /** @example eyJhbGciOiJIUzI1NiJ9… */
            accessToken: string;
            /**
             * @description Only with `rotate: true`.
             * @example eyJhbGciOiJIUzI1NiJ9…
             */
            refreshToken?: string;
        };
        RefundLineDto: {
            /** @example demo-order-7-01 */
            orderItemId: string;
            /** @example 1 */
            quantity: number;
        };
        RefundOrderDto: {
            /** @description Units, refunded at the price paid after the discount. */
            lines?: components["schemas"]["RefundLineDto"][] | null;
            /** @description Whether the shipping is refunded too. */
            shipping?: boolean | null;
            /** @description In euro cents, not tied to any line. 0 with `lines` and `restock`: the goods come back without a refund. */
            amountCents?: number | null;
            /** @description Whether the units of `lines` are restocked. */
            restock?: boolean | null;
            /** @description Visible to the shop only. */
            note?: string | null;
        };
        RefundResponse: {
            /**
             * @description REQUESTED: Stripe has not answered yet and is asked again. PENDING: it has it, the bank has not confirmed.
             * @example SUCCEEDED
             * @enum {string}
             */
            status: "REQUESTED" | "PENDING" | "SUCCEEDED" | "FAILED";
            /**
             * @description STRIPE: made at Stripe's dashboard.
             * @example PARTIAL
             * @enum {string}
             */
            cause: "OVERSOLD" | "ORDER" | "PARTIAL" | "STRIPE";
            /** @example cmx2xbi5c001ahu7dl04jk0m5 */
            id: string;
            /** @example demo-order-7 */
            orderId: string;
            /**
             * @description In euro cents.
             * @example 5490
             */
            amountCents: number;
            /** @description Empty for a refund of an amount, or of the whole order. */
            lines: components["schemas"]["RefundedLineResponse"][];
            /**
             * @description Whether the shipping was refunded explicitly.
             * @example false
             */
            shipping: boolean;
            /** @example true */
            restock: boolean;
            /** @example null */
            note: string | null;
            /**
             * @description Why it did not go through, or has not yet.
             * @example null
             */
            lastError: string | null;
            /** @example re_demo_7 */
            stripeRefundId: string | null;
            /**
             * @description The administrator; null for the shop itself and for Stripe's dashboard.
             * @example demo-admin
             */
            createdBy: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        RefundedLineResponse: {
            /** @example demo-order-7-01 */
            orderItemId: string;
            /** @example 1 */
            quantity: number;
        };
        RefundedOrderResponse: {
            /** @example Le remboursement est enregistré. */
            message: string;
            refund: components["schemas"]["RefundResponse"];
            order: components["schemas"]["AdminOrderResponse"];
        };
        RefundsResponse: {
            /** @description Newest first. */
            refunds: components["schemas"]["RefundResponse"][];
        };
        RegisterDto: {
            /**
             * Format: email
             * @example sacha@example.com
             */
            email: string;
            /**
             * Format: password
             * @description 8 characters to 72 bytes, with a lower-case letter, an upper-case letter and a digit.
             * @example Pikachu25
             */
            password: string;
            /**
             * @description Letters, digits, `_` and `-`; it can't be changed later, and the shop's names (`admin`) are reserved.
             * @example sacha
             */
            username: string;
            /** @example Sacha */
            firstName?: string | null;
            /** @example Ketchum */
            lastName?: string | null;
        };
        RegisterResponse: {
            /** @example Votre compte a été créé. */
            message: string;
            user: components["schemas"]["RegisteredUserResponse"];
        };
        RegisteredUserResponse: {
            /** @example demo-ondine */
            id: string;
            /** @example ondine@example.com */
            email: string;
            /** @example ondine */
            username: string;
            /** @example Ondine */
            firstName: string | null;
            /** @example Azuria */
            lastName: string | null;
            /** @example false */
            isVerified: boolean;
            /** Format: date-time */
            createdAt: string;
        };
        RequestDeletionDto: {
            /**
             * @description The account's.
             * @example Pikachu25
             */
            password: string;
        };
        ResetPasswordDto: {
            /**
             * Format: password
             * @description 8 characters to 72 bytes, with a lower-case letter, an upper-case letter and a digit.
             * @example Raichu2026
             */
            password: string;
            /**
             * @description From the link in the mail.
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            token: string;
            /**
             * @description From the link as well.
             * @example sacha@example.com
             */
            email: string;
        };
        ReviewAuthorResponse: {
            /** @example demo-ondine */
            id: string;
            /** @example ondine */
            username: string;
            /** @example Ondine */
            firstName: string | null;
            /** @example null */
            avatar: string | null;
        };
        ReviewCountResponse: {
            /** @example 0 */
            reviews: number;
        };
        ReviewListResponse: {
            reviews: components["schemas"]["ReviewResponse"][];
            pagination: components["schemas"]["PaginationResponse"];
            stats: components["schemas"]["ReviewStatsResponse"];
        };
        ReviewResponse: {
            user: components["schemas"]["ReviewAuthorResponse"];
            /** @example demo-review-4 */
            id: string;
            /** @example demo-sleeves */
            productId: string;
            /** @example demo-ondine */
            userId: string;
            /**
             * @description 1 to 5.
             * @example 4
             */
            rating: number;
            /** @example Glissent bien */
            title: string | null;
            /** @example Le mélange est très agréable. */
            comment: string | null;
            /**
             * @description The author has bought the product.
             * @example true
             */
            isVerified: boolean;
            /**
             * @description Shown to all.
             * @example true
             */
            isApproved: boolean;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        ReviewStatsResponse: {
            /**
             * @description The mean of all approved ones; 0 without any.
             * @example 4.5
             */
            averageRating: number;
            /** @example 2 */
            totalReviews: number;
        };
        ReviewWrittenResponse: {
            review: components["schemas"]["ReviewResponse"];
            /** @example Merci pour votre avis ! Il sera publié après relecture. */
            message: string;
        };
        ReviewedProductResponse: {
            /** @example demo-sleeves */
            id: string;
            /** @example Protège-cartes mats (50) */
            name: string;
            /** @example protege-cartes-mats */
            slug: string;
        };
        SalesPeriodResponse: {
            /**
             * @description A day, the Sunday at the beginning of a week, or a month, in the shop's time zone.
             * @example 2026-11-22
             */
            period: string;
            /**
             * @description In euro cents: payments less partial refunds and lost disputes.
             * @example 3760
             */
            revenue: number;
            /** @example 1 */
            orders: number;
            /**
             * @description Units sold, less returned and refunded ones.
             * @example 3
             */
            items: number;
        };
        SalesReportResponse: {
            /** @description Oldest first. */
            sales: components["schemas"]["SalesPeriodResponse"][];
            total: components["schemas"]["SalesTotalResponse"];
        };
        SalesTotalResponse: {
            /**
             * @description In euro cents: payments less partial refunds and lost disputes.
             * @example 3760
             */
            revenue: number;
            /** @example 1 */
            orders: number;
            /**
             * @description Units sold, less returned and refunded ones.
             * @example 3
             */
            items: number;
        };
        SessionResponse: {
            /** @example cmx2xbi5c001ahu7dl04jk0m5 */
            id: string;
            /**
             * @description The browser's `User-Agent` at login, at most 200 characters.
             * @example Firefox/145.0
             */
            userAgent: string | null;
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: date-time
             * @description The last refresh, to the minute; before the first one, the login.
             */
            lastUsedAt: string;
            /**
             * @description Whether it is the session of this request's access token.
             * @example true
             */
            current: boolean;
        };
        SessionsResponse: {
            sessions: components["schemas"]["SessionResponse"][];
            pagination: components["schemas"]["PaginationResponse"];
        };
        ShipOrderDto: {
            /**
             * @example COLISSIMO
             * @enum {string}
             */
            carrier: "COLISSIMO" | "MONDIAL_RELAY" | "CHRONOPOST" | "UPS" | "DHL" | "FEDEX" | "OTHER";
            /** @example 6A12345678901 */
            trackingNumber: string;
            /**
             * @description For the order's history, which the buyer sees.
             * @example Remis au bureau de poste ce matin
             */
            note?: string | null;
            /** @description Sends the goods although the payment is disputed or Stripe warns of it. */
            force?: boolean | null;
        };
        ShippingAddressDto: {
            /** @example +33 6 12 34 56 78 */
            phone?: string;
            /** @example Camille Durand */
            fullName: string;
            /** @example 12 rue des Lilas */
            addressLine1: string;
            /** @example Bâtiment B */
            addressLine2?: string;
            /** @example 75011 */
            postalCode: string;
            /** @example Paris */
            city: string;
            /**
             * @description By its name in French, in English or in its own language, or by its code.
             * @example France
             */
            country: string;
        };
        ShippingAddressResponse: {
            address: components["schemas"]["PostalAddressResponse"] | null;
            /** @example Ondine Azuria */
            name: string | null;
            /** @example null */
            phone: string | null;
        };
        ShippingMethodResponse: {
            /**
             * @description As `shippingMethodCode` of a checkout session.
             * @example COLISSIMO_HOME
             */
            code: string;
            /** @example Colissimo (à domicile) */
            name: string;
            /**
             * @example COLISSIMO
             * @enum {string}
             */
            carrier: "COLISSIMO" | "MONDIAL_RELAY" | "CHRONOPOST" | "UPS" | "DHL" | "FEDEX" | "OTHER";
            /**
             * @description In euro cents, for a whole order.
             * @example 790
             */
            priceCents: number;
            /**
             * @description Codes of the countries that it delivers to.
             * @example [
             *       "FR",
             *       "BE"
             *     ]
             */
            countries: string[];
        };
        ShopResponse: {
            /** @example BoulevardTCG */
            name: string;
            /**
             * @description ISO 4217. All amounts are whole cents of it.
             * @example EUR
             */
            currency: string;
            /**
             * @description BCP 47, for dates and amounts.
             * @example fr-FR
             */
            locale: string;
            /** @description Countries of delivery. */
            countries: components["schemas"]["CountryResponse"][];
            shippingMethods: components["schemas"]["ShippingMethodResponse"][];
            cart: components["schemas"]["CartLimitsResponse"];
            categories: components["schemas"]["CategoryResponse"][];
            payment: components["schemas"]["PaymentResponse"];
        };
        StockCorrectionResponse: {
            variant: components["schemas"]["CorrectedVariantResponse"];
        };
        TokenTrackingResponse: {
            /** @enum {string} */
            access: "token";
            order: components["schemas"]["TrackedOrderResponse"];
        };
        TokenUserResponse: {
            /** @example demo-ondine */
            userId: string;
            /** @example ondine@example.com */
            email: string;
            /** @example ondine */
            username: string;
            /** @example false */
            isAdmin: boolean;
            /**
             * @description When the access token was made, in seconds since 1970.
             * @example 1790000000
             */
            iat: number;
            /**
             * @description When it ends, in seconds since 1970.
             * @example 1790000900
             */
            exp: number;
        };
        TopProductResponse: {
            /** @description Null once it is deleted. */
            product: components["schemas"]["AdminProductResponse"] | null;
            /**
             * @description Units in orders confirmed, shipped or delivered.
             * @example 7
             */
            totalSold: number;
        };
        TrackedEventResponse: {
            /** @enum {string} */
            type: "CREATED" | "PAID" | "PREPARING" | "SHIPPED" | "DELIVERED" | "CANCELLED" | "REFUNDED" | "NOTE" | "STATUS_UPDATED";
            /** @example cmx2xbi5c001ahu7dl04jk0m5 */
            id: string;
            /** @example null */
            message: string | null;
            /** Format: date-time */
            createdAt: string;
        };
        TrackedItemResponse: {
            /** @example demo-order-7-01 */
            id: string;
            /** @example Coffret Dresseur d’Élite Flammes */
            productName: string;
            /** @example Coffret Braise • Français • 1re édition */
            variantName: string | null;
            /** @example Français */
            language: string | null;
            /** @example 1re édition */
            edition: string | null;
            /** @example ETB-FLAMMES-FR */
            sku: string | null;
            /** @example /uploads/7941bb2f256f79f8d8416164c9ca76db.webp */
            imageUrl: string | null;
            /** @example 2 */
            quantity: number;
            /** @example 5490 */
            unitPriceCents: number;
            /** @example 10980 */
            totalPriceCents: number;
        };
        TrackedOrderResponse: {
            /**
             * @example CONFIRMED
             * @enum {string}
             */
            status: "PENDING" | "CONFIRMED" | "SHIPPED" | "DELIVERED" | "CANCELLED" | "REFUNDED";
            /**
             * @example PAID
             * @enum {string}
             */
            fulfillmentStatus: "PENDING" | "PAID" | "PREPARING" | "SHIPPED" | "DELIVERED" | "CANCELLED" | "REFUNDED";
            /**
             * @example null
             * @enum {string|null}
             */
            carrier: "COLISSIMO" | "MONDIAL_RELAY" | "CHRONOPOST" | "UPS" | "DHL" | "FEDEX" | "OTHER" | null;
            /** @example demo-order-7 */
            id: string;
            /** @example BLVD-20261122-7K3M9QX2VB */
            orderNumber: string;
            /** @example null */
            trackingNumber: string | null;
            /** @example null */
            trackingUrl: string | null;
            /**
             * Format: date-time
             * @example null
             */
            shippedAt: string | null;
            /**
             * Format: date-time
             * @example null
             */
            deliveredAt: string | null;
            items: components["schemas"]["TrackedItemResponse"][];
            /** @description Oldest first. */
            events: components["schemas"]["TrackedEventResponse"][];
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            /** @example EUR */
            currency: string;
            /** @example 11770 */
            totalCents: number;
        };
        TradeOfferResponse: {
            /** @enum {string} */
            status: "PENDING" | "ACCEPTED" | "REJECTED" | "CANCELLED" | "COMPLETED";
            /**
             * @description What is offered, as it was sent.
             * @example [
             *       {
             *         "id": "swsh3-136",
             *         "name": "Fouinar",
             *         "quantity": 1
             *       }
             *     ]
             */
            creatorCards: {
                [key: string]: unknown;
            }[];
            /**
             * @description What is asked for, as it was sent.
             * @example [
             *       {
             *         "id": "swsh3-20",
             *         "name": "Dracaufeu VMAX",
             *         "quantity": 1
             *       }
             *     ]
             */
            receiverCards: {
                [key: string]: unknown;
            }[];
            /** @example demo-offer */
            id: string;
            /** @example demo-ondine */
            creatorId: string;
            /** @example demo-pierre */
            receiverId: string;
            /** @example Bonjour, ma Fouinar contre ton Dracaufeu ? */
            message: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            creator: components["schemas"]["PartnerResponse"];
            receiver: components["schemas"]["PartnerResponse"];
        };
        TwoFactorDisabledResponse: {
            /** @example La double authentification est désactivée. */
            message: string;
            /** @example false */
            twoFactorEnabled: boolean;
        };
        TwoFactorEnabledResponse: {
            /** @example La double authentification est activée. Conservez vos codes de secours en lieu sûr. */
            message: string;
            /** @example true */
            twoFactorEnabled: boolean;
            /**
             * @description Ten codes, each works once instead of a code. They are shown only here.
             * @example [
             *       "4f7k-93mq-x0ta-2h6d",
             *       "8c2v-51np-e7rw-9k3z"
             *     ]
             */
            recoveryCodes: string[];
        };
        TwoFactorRequiredResponse: {
            /** @example true */
            requiresTwoFactor: boolean;
            /** @example Saisissez le code de votre application d’authentification. */
            message: string;
            /** @example ondine@example.com */
            email: string;
        };
        TwoFactorSetupResponse: {
            /**
             * @description Base32, to type when the QR code can't be scanned.
             * @example RCZDINYTQ4XXTQKDSA3K5DRB4K3A2WTI
             */
            secret: string;
            /**
             * @description The same with the account's name, as a picture: `data:image/png;base64,…`.
             * @example data:image/png;base64,iVBORw0KGgo…
             */
            qrCode: string;
            /** @example Scannez ce code avec votre application d’authentification, puis saisissez le code qu’elle affiche. */
            message: string;
        };
        TwoFactorStatusResponse: {
            /** @example false */
            twoFactorEnabled: boolean;
        };
        UpdateItemDto: {
            /**
             * @description Copies: up to 9999, or up to as many as there are, where adding has made it more.
             * @example 2
             */
            quantity?: number | null;
            /** @example Bon */
            condition?: string | null;
            /** @example fr */
            language?: string | null;
            /** @example À échanger contre un Dracaufeu. */
            notes?: string | null;
        };
        UpdateProductDto: {
            /** @example Coffret Dresseur d’Élite Flammes */
            name?: string;
            /**
             * @description Its address in the shop; no other product has it.
             * @example coffret-dresseur-elite-flammes
             */
            slug?: string;
            /** @example Pokémon */
            category?: string;
            /** @description All there are to be: those missing are deleted, or taken out of sale when they were ever ordered. */
            variants?: components["schemas"]["VariantChangeDto"][];
            /** @example Neuf boosters et tout ce qu’il faut pour jouer. */
            description?: string | null;
            /** @description In the order in which they are shown; they take the place of all there were. */
            images?: components["schemas"]["ProductImageDto"][] | null;
        };
        UpdateProfileDto: {
            /** @example Sacha */
            firstName?: string | null;
            /** @example Ketchum */
            lastName?: string | null;
            /** @example Je collectionne les cartes de la première édition. */
            bio?: string | null;
        };
        UpdatePromoDto: {
            /**
             * @example PERCENTAGE
             * @enum {string}
             */
            type?: "PERCENTAGE" | "FIXED";
            /**
             * @description Whole percent from 1 to 100, or euro cents.
             * @example 15
             */
            value?: number;
            /** @example 2026-11-01T00:00:00.000Z */
            validFrom?: string;
            /**
             * @description A day, or its midnight as `T00:00:00Z` or `T00:00:00.000Z`, includes the whole day; another moment means itself.
             * @example 2099-12-31T00:00:00.000Z
             */
            validUntil?: string;
            /**
             * @description Minimum price of the goods, in euro cents.
             * @example 3000
             */
            minPurchase?: number | null;
            /**
             * @description Maximum discount, in euro cents.
             * @example 2000
             */
            maxDiscount?: number | null;
            /**
             * @description Maximum number of uses; open checkout sessions count.
             * @example 100
             */
            usageLimit?: number | null;
            /** @description A code that is switched off can't be used; absent, a new one is on. */
            isActive?: boolean;
        };
        UpdateReviewDto: {
            /** @example 4 */
            rating?: number;
            /** @example Un très beau coffret */
            title?: string | null;
            /** @example Bien emballé, et les boosters étaient généreux. */
            comment?: string | null;
        };
        UploadedImageResponse: {
            /**
             * @description For a product's `images`.
             * @example /uploads/0f3a5c7e9b1d2f4a6c8e0b2d4f6a8c0e.webp
             */
            url: string;
            /** @example 0f3a5c7e9b1d2f4a6c8e0b2d4f6a8c0e.webp */
            filename: string;
            /**
             * @description What the sender called it.
             * @example coffret.jpg
             */
            originalName: string;
            /**
             * @description In bytes, as it is kept.
             * @example 48213
             */
            size: number;
            /**
             * @description As found in its bytes.
             * @example image/webp
             */
            mimetype: string;
        };
        UploadedImagesResponse: {
            /** @description In the order they were sent. */
            images: components["schemas"]["UploadedImageResponse"][];
        };
        UserCountsResponse: {
            /** @example 1 */
            favorites: number;
            /** @example 6 */
            orders: number;
            /** @example 1 */
            tradeOffers: number;
            /** @example 0 */
            tradeOffersReceived: number;
        };
        UserOrderResponse: {
            /**
             * @example CONFIRMED
             * @enum {string}
             */
            status: "PENDING" | "CONFIRMED" | "SHIPPED" | "DELIVERED" | "CANCELLED" | "REFUNDED";
            /** @example demo-order-7 */
            id: string;
            /** @example BLVD-20261122-7K3M9QX2VB */
            orderNumber: string;
            /**
             * @description What was paid, in cents.
             * @example 11770
             */
            totalCents: number;
            /** @example EUR */
            currency: string;
            /** Format: date-time */
            createdAt: string;
        };
        UserResponse: {
            /** @example demo-ondine */
            id: string;
            /** @example ondine@example.com */
            email: string;
            /** @example ondine */
            username: string;
            /** @example Ondine */
            firstName: string | null;
            /** @example Azuria */
            lastName: string | null;
            /** @example null */
            avatar: string | null;
            /** @example null */
            bio: string | null;
            /** @example false */
            isAdmin: boolean;
            /** @example true */
            isVerified: boolean;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        ValidatePromoDto: {
            /**
             * @description In any case, with or without spaces.
             * @example BIENVENUE10
             */
            code: string;
            /**
             * @description The goods without shipping, in euro cents.
             * @example 5490
             */
            totalCents: number;
        };
        VariantChangeDto: {
            /**
             * @description The variant to change; without it a new one is made.
             * @example demo-etb-flammes-fr
             */
            id?: string;
            /** @example Standard */
            name?: string;
            /**
             * @description In euro cents.
             * @example 5490
             */
            priceCents?: number;
            /**
             * @description A count, or, with `stockAtRead`, the new value in the form.
             * @example 12
             */
            stock?: number;
            /**
             * @description The stock that the form was filled with: the difference to `stock` is applied to the current stock.
             * @example 10
             */
            stockAtRead?: number | null;
            /** @description For sale. */
            isActive?: boolean;
            /** @example Français */
            language?: string | null;
            /** @example 1re édition */
            edition?: string | null;
            /** @example ETB-NOUVEAU-FR */
            sku?: string | null;
        };
        VerifiedSessionResponse: {
            /** @example true */
            success: boolean;
            /**
             * @description Whether the order existed before this call.
             * @example true
             */
            alreadyCreated: boolean;
            /** @example demo-order-7 */
            orderId: string;
            /** @example BLVD-20261122-7K3M9QX2VB */
            orderNumber: string;
        };
        VerifyResponse: {
            /** @example true */
            valid: boolean;
            user: components["schemas"]["TokenUserResponse"];
        };
        WebhookReceivedResponse: {
            /** @example true */
            received: boolean;
        };
    };
    responses: {
        /** @description Unauthorized */
        AccessTokenRequiredOrInvalidTokenOrInvalidPassword: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Administrators can't delete their accounts */
        AdminCannotDelete: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The account is not an administrator now */
        AdminOnly: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Bad Request */
        BadBody: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Bad Request */
        BadLink: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Bad Request */
        BadLinkOrBody: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Bad Request */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The account has this card among its favourites */
        CardAlreadyFavorite: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Conflict */
        EmailAlreadyExistsOrUsernameAlreadyExists: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description No Stripe event with this id was received */
        EventNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Only an event with the status `REVIEW` can be dismissed */
        EventNotInReview: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The event's content was deleted, so it can't be replayed */
        EventPayloadGone: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Failures of every operation: 413 PAYLOAD_TOO_LARGE, 415 UNSUPPORTED_MEDIA_TYPE, 429 RATE_LIMIT_EXCEEDED, 500 INTERNAL_SERVER_ERROR, 503 DATABASE_UNAVAILABLE */
        Failure: {
            headers: {
                /** @description Seconds to wait before a retry, with 429 and 503 */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description No such card among the account's favourites */
        FavoriteNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description A product shows this picture */
        FileInUse: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description No upload has this name */
        FileNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Payload Too Large */
        FileTooLargeOrPayloadTooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description It belongs to another account */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The `Idempotency-Key` was used with another cart or refund */
        IdempotencyKeyReused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Fewer units left than requested; `details` names the variants. Only Stripe gets 500: a paid session that can't become an order yet */
        InsufficientStock: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Internal Server Error */
        InsufficientStockOrInternalServerError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Conflict */
        InsufficientStockOrOrderRefunded: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description An unexpected error; it is logged with its stack */
        InternalError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Unauthorized */
        InvalidCredentialsOrInvalid2faCode: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description `GET /api/metrics` without `METRICS_TOKEN` as Bearer, or with a wrong one */
        InvalidMetricsToken: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Unknown, expired or ended. Or a rotated token was used again, which ends its session */
        InvalidRefreshToken: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Bad Request */
        InvalidSignatureOrInvalidEvent: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The order's state does not allow it, or its refund is under way */
        InvalidStatusTransition: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Conflict */
        InvalidStatusTransitionOrOrderDisputedOrOrderUnderReview: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The Bearer token is expired, malformed or for another purpose, or its account or session is gone */
        InvalidToken: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Unauthorized */
        InvalidTrackingTokenOrOrderAccessDenied: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description No such item in any collection; another account's is `FORBIDDEN` */
        ItemNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description No other administrator would remain */
        LastAdmin: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Database or migrations are not ready, or the instance shuts down */
        NotReady: {
            headers: {
                /** @description Seconds to wait before a retry, with 429 and 503 */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description No such offer; one between two other accounts is `FORBIDDEN` */
        OfferNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Bad Request */
        OfferNotPendingOrBadBody: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description No such order, or another account's */
        OrderNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The sandbox, a page of development, or metrics without `METRICS_TOKEN`, requested from another machine or a foreign page */
        OwnMachineOnly: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Service Unavailable */
        PaymentUnavailableOrDatabaseUnavailable: {
            headers: {
                /** @description Seconds to wait before a retry, with 429 and 503 */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description No such product */
        ProductNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Not Found */
        ProductNotFoundOrVariantNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Another promo has this code, in any case */
        PromoAlreadyExists: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description No such promo code; 400 at `create-session` */
        PromoNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description No confirmed, shipped or delivered order of the account has the product */
        PurchaseRequired: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description No account has this id or username */
        ReceiverNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The account has reviewed the product */
        ReviewAlreadyExists: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description No such review */
        ReviewNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description No route has this method and path */
        RouteNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Service Unavailable */
        ServiceBusyOrDatabaseUnavailable: {
            headers: {
                /** @description Seconds to wait before a retry, with 429 and 503 */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Stripe knows no such session, or it is not this shop's. Or the account has no such auth session */
        SessionNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description TCGdex knows no such set */
        SetNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Conflict */
        SlugAlreadyExistsOrSkuAlreadyExists: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Conflict */
        SlugAlreadyExistsOrSkuAlreadyExistsOrStaleStock: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The stock changed since the form was loaded */
        StaleStock: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The body is over 1 MB */
        TooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Service Unavailable */
        TradeUnavailableOrDatabaseUnavailable: {
            headers: {
                /** @description Seconds to wait before a retry, with 429 and 503 */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Unauthorized */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The database is down, restarts or took too long. The change was undone, or was made and the response lost */
        Unavailable: {
            headers: {
                /** @description Seconds to wait before a retry, with 429 and 503 */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Unsupported Media Type */
        UnsupportedImageTypeOrUnsupportedMediaType: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description No account has this id */
        UserNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description No such variant, or it is not for sale; 400 when it is a line of a cart */
        VariantNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
    };
    parameters: {
        /** @description Exactly this category. */
        category: string;
        eventId: string;
        id: string;
        limit: number;
        offerId: string;
        orderId: string;
        page: number;
        productId: string;
        promoId: string;
        reviewId: string;
        /** @description From the link in the mail. */
        token: string;
        userId: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    authRegister: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "sacha@example.com",
                 *       "password": "Pikachu25",
                 *       "username": "sacha",
                 *       "firstName": "Sacha",
                 *       "lastName": "Ketchum"
                 *     }
                 */
                "application/json": components["schemas"]["RegisterDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisterResponse"];
                };
            };
            400: components["responses"]["BadBody"];
            409: components["responses"]["EmailAlreadyExistsOrUsernameAlreadyExists"];
            503: components["responses"]["ServiceBusyOrDatabaseUnavailable"];
            default: components["responses"]["Failure"];
        };
    };
    authLogin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "sacha@example.com",
                 *       "password": "Pikachu25"
                 *     }
                 */
                "application/json": components["schemas"]["LoginDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoginResponse"] | components["schemas"]["TwoFactorRequiredResponse"];
                };
            };
            400: components["responses"]["BadBody"];
            401: components["responses"]["InvalidCredentialsOrInvalid2faCode"];
            503: components["responses"]["ServiceBusyOrDatabaseUnavailable"];
            default: components["responses"]["Failure"];
        };
    };
    authRefresh: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "refreshToken": "",
                 *       "rotate": false
                 *     }
                 */
                "application/json": components["schemas"]["RefreshDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefreshResponse"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            401: components["responses"]["InvalidRefreshToken"];
            default: components["responses"]["Failure"];
        };
    };
    authLogout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["LogoutDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Vous êtes déconnecté."
                     *     }
                     */
                    "application/json": components["schemas"]["MessageResponse"];
                };
            };
            400: components["responses"]["BadBody"];
            default: components["responses"]["Failure"];
        };
    };
    authLogoutAll: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["LogoutDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Vous êtes déconnecté de tous vos appareils."
                     *     }
                     */
                    "application/json": components["schemas"]["MessageResponse"];
                };
            };
            400: components["responses"]["BadBody"];
            default: components["responses"]["Failure"];
        };
    };
    authVerify: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerifyResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            default: components["responses"]["Failure"];
        };
    };
    accountTokensVerifyEmail: {
        parameters: {
            query?: {
                /** @description From the link in the mail. */
                token?: components["parameters"]["token"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description To the storefront’s login. The link works for seven days */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadLink"];
            default: components["responses"]["Failure"];
        };
    };
    accountTokensForgotPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "sacha@example.com"
                 *     }
                 */
                "application/json": components["schemas"]["ForgotPasswordDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmailSentResponse"];
                };
            };
            400: components["responses"]["BadBody"];
            default: components["responses"]["Failure"];
        };
    };
    accountTokensResetPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "password": "Raichu2026",
                 *       "token": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                 *       "email": "sacha@example.com"
                 *     }
                 */
                "application/json": components["schemas"]["ResetPasswordDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasswordResetResponse"];
                };
            };
            400: components["responses"]["BadLinkOrBody"];
            503: components["responses"]["ServiceBusyOrDatabaseUnavailable"];
            default: components["responses"]["Failure"];
        };
    };
    sessionsList: {
        parameters: {
            query?: {
                page?: components["parameters"]["page"];
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionsResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            default: components["responses"]["Failure"];
        };
    };
    sessionsEnd: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sessionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "L’appareil est déconnecté."
                     *     }
                     */
                    "application/json": components["schemas"]["MessageResponse"];
                };
            };
            400: components["responses"]["BadBody"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["SessionNotFound"];
            default: components["responses"]["Failure"];
        };
    };
    usersProfile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnProfileResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            default: components["responses"]["Failure"];
        };
    };
    usersUpdate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "firstName": "Sacha",
                 *       "lastName": "Ketchum",
                 *       "bio": "Je collectionne les cartes de la première édition."
                 *     }
                 */
                "application/json": components["schemas"]["UpdateProfileDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfileUpdatedResponse"];
                };
            };
            400: components["responses"]["BadBody"];
            401: components["responses"]["Unauthorized"];
            default: components["responses"]["Failure"];
        };
    };
    usersUpdateExtended: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "phone": "+33 6 12 34 56 78",
                 *       "address": "12 rue du Bourg-Palette",
                 *       "city": "Lyon",
                 *       "postalCode": "69001",
                 *       "country": "France",
                 *       "birthDate": "1997-04-01"
                 *     }
                 */
                "application/json": components["schemas"]["ExtendedProfileDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExtendedProfileUpdatedResponse"];
                };
            };
            400: components["responses"]["BadBody"];
            401: components["responses"]["Unauthorized"];
            default: components["responses"]["Failure"];
        };
    };
    favoritesList: {
        parameters: {
            query?: {
                page?: components["parameters"]["page"];
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FavoritesResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            default: components["responses"]["Failure"];
        };
    };
    favoritesAdd: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "cardId": "swsh3-136",
                 *       "cardName": "Fouinar",
                 *       "cardImage": "https://assets.tcgdex.net/fr/swsh/swsh3/136/low.webp",
                 *       "cardSet": "Ténèbres Embrasées"
                 *     }
                 */
                "application/json": components["schemas"]["AddFavoriteDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FavoriteAddedResponse"];
                };
            };
            400: components["responses"]["BadBody"];
            401: components["responses"]["Unauthorized"];
            409: components["responses"]["CardAlreadyFavorite"];
            default: components["responses"]["Failure"];
        };
    };
    favoritesRemove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                cardId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "La carte n’est plus dans vos favoris."
                     *     }
                     */
                    "application/json": components["schemas"]["MessageResponse"];
                };
            };
            400: components["responses"]["BadBody"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["FavoriteNotFound"];
            default: components["responses"]["Failure"];
        };
    };
    changePasswordChange: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "newPassword": "Raichu2026",
                 *       "currentPassword": "Pikachu25"
                 *     }
                 */
                "application/json": components["schemas"]["ChangePasswordDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Votre mot de passe a été changé, veuillez vous reconnecter."
                     *     }
                     */
                    "application/json": components["schemas"]["MessageResponse"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            401: components["responses"]["Unauthorized"];
            503: components["responses"]["ServiceBusyOrDatabaseUnavailable"];
            default: components["responses"]["Failure"];
        };
    };
    shopDescribe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShopResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            default: components["responses"]["Failure"];
        };
    };
    productsList: {
        parameters: {
            query?: {
                page?: components["parameters"]["page"];
                limit?: number;
                /** @description Newest first unless given. By price: the cheapest variant for sale counts; products without one come last. */
                sort?: "newest" | "price" | "-price" | "name";
                /** @description With a variant for sale at this price or more, in euro cents. */
                minPriceCents?: number;
                /** @description With a variant for sale at this price or less, in euro cents. */
                maxPriceCents?: number;
                /** @description Exactly this category. */
                category?: components["parameters"]["category"];
                /** @description In name or description, whatever its case, accents and punctuation; its first 100 characters count. */
                search?: string;
                /** @description `true`: with units in stock; `false`: without. */
                inStock?: "true" | "false";
                /** @description With a variant for sale in this language, by its code or name: `fr` and `Français` are the same. */
                language?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductListResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            default: components["responses"]["Failure"];
        };
    };
    productsGetBySlug: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductDetailResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["ProductNotFound"];
            default: components["responses"]["Failure"];
        };
    };
    stockAlertsAsk: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "sacha@example.com",
                 *       "productId": "demo-etb-flammes",
                 *       "variantId": "demo-etb-flammes-fr"
                 *     }
                 */
                "application/json": components["schemas"]["NotifyStockDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Nous vous écrirons dès que cet article sera de retour en stock."
                     *     }
                     */
                    "application/json": components["schemas"]["MessageResponse"];
                };
            };
            400: components["responses"]["BadBody"];
            404: components["responses"]["ProductNotFoundOrVariantNotFound"];
            default: components["responses"]["Failure"];
        };
    };
    stockAlertsShowCancel: {
        parameters: {
            query?: {
                /** @description From the link in a mail about an article that is back. */
                token?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A small page with a button that posts. It changes nothing */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            400: components["responses"]["BadLink"];
            default: components["responses"]["Failure"];
        };
    };
    stockAlertsCancel: {
        parameters: {
            query?: {
                /** @description From the link in a mail about an article that is back. */
                token?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description To one click in a mail program (RFC 8058) */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Vous ne recevrez plus d’alertes de stock."
                     *     }
                     */
                    "application/json": components["schemas"]["MessageResponse"];
                };
            };
            /** @description To the page’s button: the storefront’s first page */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadLinkOrBody"];
            default: components["responses"]["Failure"];
        };
    };
    checkoutCreate: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 characters, 16 at least without a Bearer; kept for 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "customerEmail": "camille@example.com",
                 *       "items": [
                 *         {
                 *           "variantId": "demo-etb-flammes-fr",
                 *           "quantity": 2
                 *         }
                 *       ],
                 *       "successUrl": "http://localhost:5173/checkout/success?sid={CHECKOUT_SESSION_ID}",
                 *       "cancelUrl": "http://localhost:5173/panier",
                 *       "shipping": {
                 *         "phone": "+33 6 12 34 56 78",
                 *         "fullName": "Camille Durand",
                 *         "addressLine1": "12 rue des Lilas",
                 *         "addressLine2": "Bâtiment B",
                 *         "postalCode": "75011",
                 *         "city": "Paris",
                 *         "country": "France"
                 *       },
                 *       "shippingMethodCode": "COLISSIMO_HOME"
                 *     }
                 */
                "application/json": components["schemas"]["CreateSessionDto"];
            };
        };
        responses: {
            /** @description A replay of the same key and body: the same session */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckoutSessionResponse"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "sessionId": "cs_test_a1b2c3",
                     *       "url": "https://checkout.stripe.com/c/pay/cs_test_a1b2c3"
                     *     }
                     */
                    "application/json": components["schemas"]["CheckoutSessionResponse"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            401: components["responses"]["InvalidToken"];
            409: components["responses"]["InsufficientStock"];
            422: components["responses"]["IdempotencyKeyReused"];
            503: components["responses"]["PaymentUnavailableOrDatabaseUnavailable"];
            default: components["responses"]["Failure"];
        };
    };
    checkoutVerify: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sessionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerifiedSessionResponse"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            404: components["responses"]["SessionNotFound"];
            409: components["responses"]["InsufficientStockOrOrderRefunded"];
            503: components["responses"]["PaymentUnavailableOrDatabaseUnavailable"];
            default: components["responses"]["Failure"];
        };
    };
    stripeWebhookReceive: {
        parameters: {
            query?: never;
            header: {
                /** @description Signature over the raw body */
                "stripe-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookReceivedResponse"];
                };
            };
            400: components["responses"]["InvalidSignatureOrInvalidEvent"];
            413: components["responses"]["TooLarge"];
            500: components["responses"]["InsufficientStockOrInternalServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    promoValidate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "BIENVENUE10",
                 *       "totalCents": 5490
                 *     }
                 */
                "application/json": components["schemas"]["ValidatePromoDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromoQuoteResponse"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            404: components["responses"]["PromoNotFound"];
            default: components["responses"]["Failure"];
        };
    };
    ordersListOwn: {
        parameters: {
            query?: {
                page?: components["parameters"]["page"];
                limit?: number;
                status?: "PENDING" | "CONFIRMED" | "SHIPPED" | "DELIVERED" | "CANCELLED" | "REFUNDED";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrdersResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            default: components["responses"]["Failure"];
        };
    };
    ordersGetOwn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orderId: components["parameters"]["orderId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OneOrderResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["OrderNotFound"];
            default: components["responses"]["Failure"];
        };
    };
    trackingTrack: {
        parameters: {
            query?: {
                /** @description From the link in a mail about the order. */
                token?: string;
            };
            header?: never;
            path: {
                orderId: components["parameters"]["orderId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description With a token: without addresses, e-mail, owner and payment. For the owner: everything */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenTrackingResponse"] | components["schemas"]["OwnerTrackingResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["InvalidTrackingTokenOrOrderAccessDenied"];
            404: components["responses"]["OrderNotFound"];
            default: components["responses"]["Failure"];
        };
    };
    cardsListSets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description Seconds since TCGdex gave this answer; only on an old one */
                    Age?: number;
                    /** @description `110 - "Response is Stale"` on an old answer */
                    Warning?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CardSetResponse"][];
                };
            };
            400: components["responses"]["BadRequest"];
            503: components["responses"]["TradeUnavailableOrDatabaseUnavailable"];
            default: components["responses"]["Failure"];
        };
    };
    cardsListCards: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description Seconds since TCGdex gave this answer; only on an old one */
                    Age?: number;
                    /** @description `110 - "Response is Stale"` on an old answer */
                    Warning?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CardResponse"][];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            404: components["responses"]["SetNotFound"];
            503: components["responses"]["TradeUnavailableOrDatabaseUnavailable"];
            default: components["responses"]["Failure"];
        };
    };
    collectionList: {
        parameters: {
            query?: {
                page?: components["parameters"]["page"];
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CollectionResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            default: components["responses"]["Failure"];
        };
    };
    collectionAdd: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "cardId": "swsh3-136",
                 *       "cardName": "Fouinar",
                 *       "cardImage": "https://assets.tcgdex.net/fr/swsh/swsh3/136/low.webp",
                 *       "cardSet": "Ténèbres Embrasées",
                 *       "quantity": 1,
                 *       "condition": "Proche du neuf",
                 *       "language": "fr",
                 *       "notes": "Échangée à Lyon, coin supérieur un peu usé."
                 *     }
                 */
                "application/json": components["schemas"]["AddItemDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemSavedResponse"];
                };
            };
            400: components["responses"]["BadBody"];
            401: components["responses"]["Unauthorized"];
            default: components["responses"]["Failure"];
        };
    };
    collectionUpdate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "quantity": 2,
                 *       "condition": "Bon",
                 *       "language": "fr",
                 *       "notes": "À échanger contre un Dracaufeu."
                 *     }
                 */
                "application/json": components["schemas"]["UpdateItemDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemSavedResponse"];
                };
            };
            400: components["responses"]["BadBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["ItemNotFound"];
            default: components["responses"]["Failure"];
        };
    };
    collectionRemove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "La carte a été retirée de votre collection."
                     *     }
                     */
                    "application/json": components["schemas"]["MessageResponse"];
                };
            };
            400: components["responses"]["BadBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["ItemNotFound"];
            default: components["responses"]["Failure"];
        };
    };
    offersList: {
        parameters: {
            query?: {
                page?: components["parameters"]["page"];
                limit?: number;
                /** @description Those that the account made, those made to it, or both. */
                type?: "all" | "received" | "sent";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OffersResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            default: components["responses"]["Failure"];
        };
    };
    offersMake: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "creatorCards": [
                 *         {
                 *           "id": "swsh3-136",
                 *           "name": "Fouinar",
                 *           "quantity": 1
                 *         }
                 *       ],
                 *       "receiverCards": [
                 *         {
                 *           "id": "swsh3-20",
                 *           "name": "Dracaufeu VMAX",
                 *           "quantity": 1
                 *         }
                 *       ],
                 *       "receiverUsername": "ondine",
                 *       "message": "Bonjour, ma Fouinar contre ton Dracaufeu ?"
                 *     }
                 */
                "application/json": components["schemas"]["MakeOfferDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfferSavedResponse"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["ReceiverNotFound"];
            default: components["responses"]["Failure"];
        };
    };
    offersGet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                offerId: components["parameters"]["offerId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OneOfferResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["OfferNotFound"];
            default: components["responses"]["Failure"];
        };
    };
    offersAccept: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                offerId: components["parameters"]["offerId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfferSavedResponse"];
                };
            };
            400: components["responses"]["OfferNotPendingOrBadBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["OfferNotFound"];
            default: components["responses"]["Failure"];
        };
    };
    offersReject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                offerId: components["parameters"]["offerId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfferSavedResponse"];
                };
            };
            400: components["responses"]["OfferNotPendingOrBadBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["OfferNotFound"];
            default: components["responses"]["Failure"];
        };
    };
    offersCancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                offerId: components["parameters"]["offerId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfferSavedResponse"];
                };
            };
            400: components["responses"]["OfferNotPendingOrBadBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["OfferNotFound"];
            default: components["responses"]["Failure"];
        };
    };
    reviewsList: {
        parameters: {
            query?: {
                page?: components["parameters"]["page"];
                limit?: number;
            };
            header?: never;
            path: {
                productId: components["parameters"]["productId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewListResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["ProductNotFound"];
            default: components["responses"]["Failure"];
        };
    };
    reviewsCanReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                productId: components["parameters"]["productId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CanReviewResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["ProductNotFound"];
            default: components["responses"]["Failure"];
        };
    };
    reviewsCreate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "productId": "demo-etb-flammes",
                 *       "rating": 5,
                 *       "title": "Un très beau coffret",
                 *       "comment": "Bien emballé, et les boosters étaient généreux."
                 *     }
                 */
                "application/json": components["schemas"]["CreateReviewDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewWrittenResponse"];
                };
            };
            400: components["responses"]["BadBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["PurchaseRequired"];
            404: components["responses"]["ProductNotFound"];
            409: components["responses"]["ReviewAlreadyExists"];
            default: components["responses"]["Failure"];
        };
    };
    reviewsUpdate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reviewId: components["parameters"]["reviewId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "rating": 4,
                 *       "title": "Un très beau coffret",
                 *       "comment": "Bien emballé, et les boosters étaient généreux."
                 *     }
                 */
                "application/json": components["schemas"]["UpdateReviewDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewWrittenResponse"];
                };
            };
            400: components["responses"]["BadBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["ReviewNotFound"];
            default: components["responses"]["Failure"];
        };
    };
    reviewsDelete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reviewId: components["parameters"]["reviewId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Votre avis a été supprimé."
                     *     }
                     */
                    "application/json": components["schemas"]["MessageResponse"];
                };
            };
            400: components["responses"]["BadBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["ReviewNotFound"];
            default: components["responses"]["Failure"];
        };
    };
    twoFactorStatus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TwoFactorStatusResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            default: components["responses"]["Failure"];
        };
    };
    twoFactorSetup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TwoFactorSetupResponse"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            401: components["responses"]["Unauthorized"];
            default: components["responses"]["Failure"];
        };
    };
    twoFactorEnable: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "123456"
                 *     }
                 */
                "application/json": components["schemas"]["EnableTwoFactorDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TwoFactorEnabledResponse"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            401: components["responses"]["Unauthorized"];
            default: components["responses"]["Failure"];
        };
    };
    twoFactorDisable: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "123456",
                 *       "password": "Pikachu25"
                 *     }
                 */
                "application/json": components["schemas"]["DisableTwoFactorDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TwoFactorDisabledResponse"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            401: components["responses"]["AccessTokenRequiredOrInvalidTokenOrInvalidPassword"];
            503: components["responses"]["ServiceBusyOrDatabaseUnavailable"];
            default: components["responses"]["Failure"];
        };
    };
    twoFactorUndoShow: {
        parameters: {
            query?: {
                /** @description From the link in the mail. */
                token?: components["parameters"]["token"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A small page with a button that posts. It changes nothing */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            400: components["responses"]["BadLink"];
            default: components["responses"]["Failure"];
        };
    };
    twoFactorUndoUndo: {
        parameters: {
            query?: {
                /** @description From the link in the mail. */
                token?: components["parameters"]["token"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description To the storefront’s login */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadLinkOrBody"];
            default: components["responses"]["Failure"];
        };
    };
    exportExport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description `attachment; filename="mes-donnees-<username>-<YYYY-MM-DD>.json"` */
                    "Content-Disposition"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            default: components["responses"]["Failure"];
        };
    };
    consentGet: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            default: components["responses"]["Failure"];
        };
    };
    consentChange: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "marketing": true,
                 *       "analytics": false,
                 *       "privacyPolicyVersion": "2026-11"
                 *     }
                 */
                "application/json": components["schemas"]["ChangeConsentDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentChangedResponse"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            401: components["responses"]["Unauthorized"];
            default: components["responses"]["Failure"];
        };
    };
    deletionDeleteNow: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "confirmation": "SUPPRIMER MON COMPTE",
                 *       "password": "Pikachu25"
                 *     }
                 */
                "application/json": components["schemas"]["DeleteNowDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeletedResponse"];
                };
            };
            400: components["responses"]["BadBody"];
            401: components["responses"]["AccessTokenRequiredOrInvalidTokenOrInvalidPassword"];
            403: components["responses"]["AdminCannotDelete"];
            503: components["responses"]["ServiceBusyOrDatabaseUnavailable"];
            default: components["responses"]["Failure"];
        };
    };
    deletionRequest: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "password": "Pikachu25"
                 *     }
                 */
                "application/json": components["schemas"]["RequestDeletionDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeletionPlannedResponse"];
                };
            };
            400: components["responses"]["BadBody"];
            401: components["responses"]["AccessTokenRequiredOrInvalidTokenOrInvalidPassword"];
            403: components["responses"]["AdminCannotDelete"];
            503: components["responses"]["ServiceBusyOrDatabaseUnavailable"];
            default: components["responses"]["Failure"];
        };
    };
    deletionCancel: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "La suppression de votre compte est annulée."
                     *     }
                     */
                    "application/json": components["schemas"]["MessageResponse"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            401: components["responses"]["Unauthorized"];
            default: components["responses"]["Failure"];
        };
    };
    deletionStatus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeletionStatusResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            default: components["responses"]["Failure"];
        };
    };
    contactSend: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "camille@example.com",
                 *       "name": "Camille Durand",
                 *       "subject": "Une question sur ma commande",
                 *       "message": "Bonjour, quand ma commande sera-t-elle expédiée ?"
                 *     }
                 */
                "application/json": components["schemas"]["ContactDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactResponse"];
                };
            };
            400: components["responses"]["BadBody"];
            401: components["responses"]["Unauthorized"];
            default: components["responses"]["Failure"];
        };
    };
    adminOrdersList: {
        parameters: {
            query?: {
                page?: components["parameters"]["page"];
                limit?: components["parameters"]["limit"];
                /** @description `all` does not filter. */
                status?: "PENDING" | "CONFIRMED" | "SHIPPED" | "DELIVERED" | "CANCELLED" | "REFUNDED" | "all";
                /** @description Only orders that need a review, or only the others. */
                needsReview?: "true" | "false";
                /** @description In order number, e-mail or username of the account, whatever its case; its first 100 characters count. */
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminOrdersResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminOnly"];
            default: components["responses"]["Failure"];
        };
    };
    adminOrdersGet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orderId: components["parameters"]["orderId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OneAdminOrderResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminOnly"];
            404: components["responses"]["OrderNotFound"];
            default: components["responses"]["Failure"];
        };
    };
    adminOrdersShip: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orderId: components["parameters"]["orderId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "carrier": "COLISSIMO",
                 *       "trackingNumber": "6A12345678901",
                 *       "note": "Remis au bureau de poste ce matin"
                 *     }
                 */
                "application/json": components["schemas"]["ShipOrderDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedOrderResponse"];
                };
            };
            400: components["responses"]["BadBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminOnly"];
            404: components["responses"]["OrderNotFound"];
            409: components["responses"]["InvalidStatusTransitionOrOrderDisputedOrOrderUnderReview"];
            default: components["responses"]["Failure"];
        };
    };
    adminOrdersDeliver: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orderId: components["parameters"]["orderId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "note": "Remis en main propre"
                 *     }
                 */
                "application/json": components["schemas"]["DeliverOrderDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedOrderResponse"];
                };
            };
            400: components["responses"]["BadBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminOnly"];
            404: components["responses"]["OrderNotFound"];
            409: components["responses"]["InvalidStatusTransitionOrOrderDisputedOrOrderUnderReview"];
            default: components["responses"]["Failure"];
        };
    };
    adminOrdersChangeStatus: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orderId: components["parameters"]["orderId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "status": "SHIPPED"
                 *     }
                 */
                "application/json": components["schemas"]["ChangeStatusDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedOrderResponse"];
                };
            };
            400: components["responses"]["BadBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminOnly"];
            404: components["responses"]["OrderNotFound"];
            409: components["responses"]["InvalidStatusTransitionOrOrderDisputedOrOrderUnderReview"];
            503: components["responses"]["PaymentUnavailableOrDatabaseUnavailable"];
            default: components["responses"]["Failure"];
        };
    };
    orderRefundsList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orderId: components["parameters"]["orderId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundsResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminOnly"];
            404: components["responses"]["OrderNotFound"];
            default: components["responses"]["Failure"];
        };
    };
    orderRefundsRefund: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 characters */
                "Idempotency-Key"?: string;
            };
            path: {
                orderId: components["parameters"]["orderId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "lines": [
                 *         {
                 *           "orderItemId": "demo-order-7-01",
                 *           "quantity": 1
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["RefundOrderDto"];
            };
        };
        responses: {
            /** @description A replay of the same key and body: the same refund */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundedOrderResponse"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundedOrderResponse"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminOnly"];
            404: components["responses"]["OrderNotFound"];
            409: components["responses"]["InvalidStatusTransition"];
            422: components["responses"]["IdempotencyKeyReused"];
            503: components["responses"]["PaymentUnavailableOrDatabaseUnavailable"];
            default: components["responses"]["Failure"];
        };
    };
    ordersExportExport: {
        parameters: {
            query?: {
                /** @description Only orders from this moment on, or from midnight of this day in the shop's time zone. */
                since?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminOnly"];
            default: components["responses"]["Failure"];
        };
    };
    adminProductsList: {
        parameters: {
            query?: {
                page?: components["parameters"]["page"];
                limit?: components["parameters"]["limit"];
                /** @description Exactly this category. */
                category?: components["parameters"]["category"];
                /** @description In name or description, whatever its case and accents; its first 100 characters count. */
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminProductListResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminOnly"];
            default: components["responses"]["Failure"];
        };
    };
    adminProductsCreate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Coffret Dresseur d’Élite Tempête",
                 *       "slug": "coffret-dresseur-elite-tempete",
                 *       "category": "Pokémon",
                 *       "variants": [
                 *         {
                 *           "name": "Standard",
                 *           "priceCents": 5490,
                 *           "stock": 12,
                 *           "isActive": true,
                 *           "language": "Français",
                 *           "edition": "1re édition",
                 *           "sku": "ETB-NOUVEAU-FR"
                 *         }
                 *       ],
                 *       "description": "Neuf boosters et tout ce qu’il faut pour jouer.",
                 *       "images": [
                 *         {
                 *           "url": "/uploads/7941bb2f256f79f8d8416164c9ca76db.webp",
                 *           "altText": "Le coffret vu de face"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["CreateProductDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminProductDetailResponse"];
                };
            };
            400: components["responses"]["BadBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminOnly"];
            409: components["responses"]["SlugAlreadyExistsOrSkuAlreadyExists"];
            default: components["responses"]["Failure"];
        };
    };
    adminProductsUpdate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                productId: components["parameters"]["productId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Coffret Dresseur d’Élite Flammes",
                 *       "slug": "coffret-dresseur-elite-flammes",
                 *       "category": "Pokémon",
                 *       "variants": [
                 *         {
                 *           "id": "demo-etb-flammes-fr",
                 *           "name": "Standard",
                 *           "priceCents": 5490,
                 *           "stock": 12,
                 *           "stockAtRead": 10,
                 *           "language": "Français",
                 *           "edition": "1re édition",
                 *           "sku": "ETB-NOUVEAU-FR"
                 *         }
                 *       ],
                 *       "description": "Neuf boosters et tout ce qu’il faut pour jouer.",
                 *       "images": [
                 *         {
                 *           "url": "/uploads/7941bb2f256f79f8d8416164c9ca76db.webp",
                 *           "altText": "Le coffret vu de face"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["UpdateProductDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminProductDetailResponse"];
                };
            };
            400: components["responses"]["BadBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminOnly"];
            404: components["responses"]["ProductNotFound"];
            409: components["responses"]["SlugAlreadyExistsOrSkuAlreadyExistsOrStaleStock"];
            default: components["responses"]["Failure"];
        };
    };
    adminProductsDelete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                productId: components["parameters"]["productId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Le produit a été supprimé."
                     *     }
                     */
                    "application/json": components["schemas"]["MessageResponse"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminOnly"];
            404: components["responses"]["ProductNotFound"];
            default: components["responses"]["Failure"];
        };
    };
    productCsvExport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminOnly"];
            default: components["responses"]["Failure"];
        };
    };
    productCsvImport: {
        parameters: {
            query?: {
                /** @description `true`: says what the import would do, and does nothing. */
                dryRun?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductImportResponse"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminOnly"];
            409: components["responses"]["SlugAlreadyExistsOrSkuAlreadyExistsOrStaleStock"];
            413: components["responses"]["FileTooLargeOrPayloadTooLarge"];
            default: components["responses"]["Failure"];
        };
    };
    uploadsUpload: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    images: string[];
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadedImagesResponse"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminOnly"];
            413: components["responses"]["FileTooLargeOrPayloadTooLarge"];
            415: components["responses"]["UnsupportedImageTypeOrUnsupportedMediaType"];
            default: components["responses"]["Failure"];
        };
    };
    uploadsRemove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                filename: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "L’image a été supprimée."
                     *     }
                     */
                    "application/json": components["schemas"]["MessageResponse"];
                };
            };
            400: components["responses"]["BadBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminOnly"];
            404: components["responses"]["FileNotFound"];
            409: components["responses"]["FileInUse"];
            default: components["responses"]["Failure"];
        };
    };
    inventoryList: {
        parameters: {
            query?: {
                page?: components["parameters"]["page"];
                limit?: components["parameters"]["limit"];
                /** @description Units up to which a variant counts as low. */
                lowStockThreshold?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InventoryResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminOnly"];
            default: components["responses"]["Failure"];
        };
    };
    inventoryCorrect: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                variantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "stock": 12,
                 *       "reason": "Inventaire de novembre"
                 *     }
                 */
                "application/json": components["schemas"]["CorrectStockDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockCorrectionResponse"];
                };
            };
            400: components["responses"]["BadBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminOnly"];
            404: components["responses"]["VariantNotFound"];
            409: components["responses"]["StaleStock"];
            default: components["responses"]["Failure"];
        };
    };
    consistencyAudit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsistencyResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminOnly"];
            default: components["responses"]["Failure"];
        };
    };
    adminPromosList: {
        parameters: {
            query?: {
                page?: components["parameters"]["page"];
                limit?: components["parameters"]["limit"];
                /** @description Those switched on, or those switched off, alone. */
                active?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromoListResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminOnly"];
            default: components["responses"]["Failure"];
        };
    };
    adminPromosCreate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "RENTREE10",
                 *       "type": "PERCENTAGE",
                 *       "value": 10,
                 *       "validFrom": "2026-11-01T00:00:00.000Z",
                 *       "validUntil": "2099-12-31T00:00:00.000Z",
                 *       "minPurchase": 3000,
                 *       "maxDiscount": 2000,
                 *       "usageLimit": 100
                 *     }
                 */
                "application/json": components["schemas"]["CreatePromoDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromoDetailResponse"];
                };
            };
            400: components["responses"]["BadBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminOnly"];
            409: components["responses"]["PromoAlreadyExists"];
            default: components["responses"]["Failure"];
        };
    };
    adminPromosUpdate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                promoId: components["parameters"]["promoId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "PERCENTAGE",
                 *       "value": 15,
                 *       "validFrom": "2026-11-01T00:00:00.000Z",
                 *       "validUntil": "2099-12-31T00:00:00.000Z",
                 *       "minPurchase": 3000,
                 *       "maxDiscount": 2000,
                 *       "usageLimit": 100
                 *     }
                 */
                "application/json": components["schemas"]["UpdatePromoDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromoDetailResponse"];
                };
            };
            400: components["responses"]["BadBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminOnly"];
            404: components["responses"]["PromoNotFound"];
            default: components["responses"]["Failure"];
        };
    };
    adminPromosDelete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                promoId: components["parameters"]["promoId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Le code promo a été supprimé."
                     *     }
                     */
                    "application/json": components["schemas"]["MessageResponse"];
                };
            };
            400: components["responses"]["BadBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminOnly"];
            404: components["responses"]["PromoNotFound"];
            default: components["responses"]["Failure"];
        };
    };
    adminReviewsList: {
        parameters: {
            query?: {
                page?: components["parameters"]["page"];
                limit?: components["parameters"]["limit"];
                /** @description Only reviews that wait for approval, or only approved ones. */
                status?: "pending" | "approved";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminReviewListResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminOnly"];
            default: components["responses"]["Failure"];
        };
    };
    adminReviewsDelete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reviewId: components["parameters"]["reviewId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "L’avis a été supprimé."
                     *     }
                     */
                    "application/json": components["schemas"]["MessageResponse"];
                };
            };
            400: components["responses"]["BadBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminOnly"];
            404: components["responses"]["ReviewNotFound"];
            default: components["responses"]["Failure"];
        };
    };
    adminReviewsModerate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reviewId: components["parameters"]["reviewId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "isApproved": true
                 *     }
                 */
                "application/json": components["schemas"]["ModerateReviewDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminReviewDetailResponse"];
                };
            };
            400: components["responses"]["BadBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminOnly"];
            404: components["responses"]["ReviewNotFound"];
            default: components["responses"]["Failure"];
        };
    };
    adminUsersList: {
        parameters: {
            query?: {
                page?: components["parameters"]["page"];
                limit?: components["parameters"]["limit"];
                /** @description In e-mail, username or name, ignoring case. Only the first 100 characters count. */
                search?: string;
                /** @description Only administrators, or only other users. */
                role?: "user" | "admin";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminUsersResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminOnly"];
            default: components["responses"]["Failure"];
        };
    };
    adminUsersGet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: components["parameters"]["userId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OneAdminUserResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminOnly"];
            404: components["responses"]["UserNotFound"];
            default: components["responses"]["Failure"];
        };
    };
    adminUsersChange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: components["parameters"]["userId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "isAdmin": false,
                 *       "isVerified": true
                 *     }
                 */
                "application/json": components["schemas"]["ChangeUserDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedUserResponse"];
                };
            };
            400: components["responses"]["BadBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminOnly"];
            404: components["responses"]["UserNotFound"];
            409: components["responses"]["LastAdmin"];
            default: components["responses"]["Failure"];
        };
    };
    adminTwoFactorReset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: components["parameters"]["userId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "La double authentification de ce compte est retirée."
                     *     }
                     */
                    "application/json": components["schemas"]["MessageResponse"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminOnly"];
            404: components["responses"]["UserNotFound"];
            default: components["responses"]["Failure"];
        };
    };
    orderStatsGet: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderStatsAnswerResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminOnly"];
            default: components["responses"]["Failure"];
        };
    };
    dashboardGet: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DashboardResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminOnly"];
            default: components["responses"]["Failure"];
        };
    };
    salesReportGet: {
        parameters: {
            query?: {
                /** @description A day, from its midnight in the shop's time zone, or a moment; 30 days before the end unless given. */
                startDate?: string;
                /** @description A day, which counts as a whole, or a moment; now unless given. At most 5 years after the start. */
                endDate?: string;
                /** @description By day unless given. */
                groupBy?: "month" | "week" | "day";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SalesReportResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminOnly"];
            default: components["responses"]["Failure"];
        };
    };
    adminEventsList: {
        parameters: {
            query?: {
                page?: components["parameters"]["page"];
                limit?: components["parameters"]["limit"];
                /** @description `WAITING` and `REVIEW` events may need attention. */
                status?: "APPLIED" | "WAITING" | "IGNORED" | "REVIEW";
                /** @description Exactly this type. */
                type?: string;
                /** @description The session, payment, refund or dispute that it is about. */
                objectId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventListResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminOnly"];
            default: components["responses"]["Failure"];
        };
    };
    adminEventsGet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                eventId: components["parameters"]["eventId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OneEventResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminOnly"];
            404: components["responses"]["EventNotFound"];
            default: components["responses"]["Failure"];
        };
    };
    adminEventsReplay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                eventId: components["parameters"]["eventId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its new state: `status` and `lastError` */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedEventResponse"];
                };
            };
            400: components["responses"]["BadBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminOnly"];
            404: components["responses"]["EventNotFound"];
            409: components["responses"]["EventPayloadGone"];
            default: components["responses"]["Failure"];
        };
    };
    adminEventsDismiss: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                eventId: components["parameters"]["eventId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedEventResponse"];
                };
            };
            400: components["responses"]["BadBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminOnly"];
            404: components["responses"]["EventNotFound"];
            409: components["responses"]["EventNotInReview"];
            default: components["responses"]["Failure"];
        };
    };
    auditList: {
        parameters: {
            query?: {
                page?: components["parameters"]["page"];
                limit?: components["parameters"]["limit"];
                /** @description Only changes from this moment on, or from midnight of this day in the shop's time zone. */
                from?: string;
                /** @description Only changes until this moment, or until the end of this day in the shop's time zone. */
                to?: string;
                /** @description How the action begins: `product.`, or all of `product.update`. */
                action?: string;
                /** @description The id of the changed subject. */
                subjectId?: string;
                /** @description The administrator's account. */
                adminId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditLogResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AdminOnly"];
            default: components["responses"]["Failure"];
        };
    };
    healthAlive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            500: components["responses"]["InternalError"];
        };
    };
    healthReady: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["NotReady"];
        };
    };
    metricsRead: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["InvalidMetricsToken"];
            403: components["responses"]["OwnMachineOnly"];
            404: components["responses"]["RouteNotFound"];
            500: components["responses"]["InternalError"];
        };
    };
}
